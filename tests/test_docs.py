"""The documentation says what is there: its commands run, its tables and links hold."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click
import pytest

from assistant.cli import main
from assistant.settings import Settings, _user_data_folder
from assistant.steps import STEPS
from assistant.steps.step import Question
from assistant.store.store import SQLITE_FILE
from assistant.words.words import words_in

PROJECT = Path(__file__).parents[1]
DOCS = sorted((*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")))
RUN = ("README.md", "docs/tutorial/first-dossier.md")
NOT_RUN = {
    "./vivevoix test": "runs every test, this one included",
}
SECONDS = 300
SAID_BEFORE = re.compile(r"<!-- said before: (.*?) -->", re.DOTALL)


def _named(path: Path) -> str:
    return str(path.relative_to(PROJECT))


# --- the blocks of a page


@dataclass
class Shown:
    """Commands of one `sh` block, with what is typed and read in the `text` blocks after it."""

    commands: list[str]
    typed: list[str] = field(default_factory=list)
    read: list[str] = field(default_factory=list)


BLOCK = re.compile(r"<!-- said before: .*? -->|^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def shown_in(page: str) -> list[Shown]:
    """What a page has its reader type, in order. A line after `> ` is typed by the person."""
    shown: list[Shown] = []
    for block in BLOCK.finditer(page):
        if said := SAID_BEFORE.fullmatch(block[0]):
            shown[-1].typed += [turn.strip() for turn in said[1].split("|")]
        elif block[1] == "sh":
            shown.append(Shown(block[2].splitlines()))
        elif block[1] == "text" and shown:
            for line in block[2].splitlines():
                (shown[-1].typed if line.startswith("> ") else shown[-1].read).append(
                    line.removeprefix("> ")
                )
    return shown


def _plain_spaces(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text)


class Reader:
    """Somebody who types what a page shows, in an empty home."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            **os.environ, "VIVEVOIX_HOME": str(folder / "home"), "PYTHONPATH": str(PROJECT),
        }  # fmt: skip
        self.number = ""

    def types(self, command: str, shown: Shown) -> str:
        """What the command prints. `ID` stands for the number of the reader's dossier."""
        program, *words = shlex.split(command)
        assert program == "./vivevoix", f"neither run nor listed with a reason: {command}"
        said = "".join(f"{self._numbered(turn)}\n" for turn in shown.typed)
        ran = subprocess.run(
            [sys.executable, "-m", "assistant.cli", *map(self._numbered, words)],
            input=said, cwd=self.folder, env=self.environment,
            capture_output=True, text=True, timeout=SECONDS, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, f"{command}: {ran.stderr[-2000:]}"
        if words == ["dossier", "list"]:
            self.number = ran.stdout.split()[0]
        return ran.stdout

    def _numbered(self, word: str) -> str:
        return re.sub(r"\bID\b", self.number, word)

    def reads(self, printed: str, shown: Shown) -> None:
        """Every line that the page shows was printed, in that order."""
        lines = iter(_plain_spaces(line).removeprefix("> ") for line in printed.splitlines())
        for expected in shown.read:
            wanted = _plain_spaces(self._numbered(expected)).rstrip()
            if wanted and wanted != "…":
                assert wanted in lines, f"not printed, or not then: {expected!r}\n{printed}"


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("page", RUN)
def test_the_commands_of_a_page_do_what_it_shows(page: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for shown in shown_in((PROJECT / page).read_text("utf-8")):
        for command in shown.commands:
            if command not in NOT_RUN:
                reader.reads(reader.types(command, shown), shown)


def test_the_pages_that_are_run_have_commands() -> None:
    for page in RUN:
        assert any(shown.typed for shown in shown_in((PROJECT / page).read_text("utf-8"))), page


# --- the command line


def _commands(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    if isinstance(command, click.Group):
        for below, inner in command.commands.items():
            yield from _commands(inner, f"{name} {below}".strip())
    else:
        yield name, command


COMMANDS = dict(_commands(main))


def _section(page: str, title: str) -> str:
    begun = re.search(rf"^## `\./vivevoix {re.escape(title)}[ `].*?(?=^## |\Z)", page, re.S | re.M)
    assert begun, f"docs/reference/commands.md: no section for {title}"
    return begun[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_its_options(name: str) -> None:
    section = _section((PROJECT / "docs/reference/commands.md").read_text("utf-8"), name)
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            shown = [*parameter.opts, *parameter.secondary_opts]
            assert all(f"`{option}" in section for option in shown), f"{name}: {shown}"
        if isinstance(parameter.type, click.Choice):
            assert all(f"`{choice}`" in section for choice in parameter.type.choices), name


@pytest.mark.parametrize("page", DOCS, ids=_named)
def test_every_command_shown_exists(page: Path) -> None:
    known = {*COMMANDS, *(name.split()[0] for name in COMMANDS), "test", "with", "COMMAND"}
    text = page.read_text("utf-8")
    if page.name == "CHANGELOG.md":
        return
    for shown in re.finditer(r"\./vivevoix ([A-Za-z]+)(?: ([a-z]+))?", text):
        name = shown[1] if shown[1] != "dossier" or not shown[2] else f"{shown[1]} {shown[2]}"
        assert name in known, shown[0]


# --- the settings


def settings_rows() -> list[str]:
    """The table of settings, from the fields themselves."""
    rows = []
    for name, setting in Settings.model_fields.items():
        default = setting.default
        if setting.default_factory is not None:
            shown = "`~/.local/share/vivevoix`"
        else:
            shown = f"`{default}`" if isinstance(default, str | int) and default else "not set"
        rows.append(f"| `VIVEVOIX_{name.upper()}` | {shown} | {setting.description} |")
    return rows


@pytest.mark.parametrize("page", ["README.md", "docs/reference/settings.md"])
def test_every_setting_is_in_the_table(page: str) -> None:
    lines = (PROJECT / page).read_text("utf-8").splitlines()
    assert [line for line in lines if line.startswith("| `VIVEVOIX_")] == settings_rows()


def test_the_home_is_where_the_table_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert _user_data_folder() == tmp_path / ".local/share/vivevoix"


@pytest.mark.parametrize("page", DOCS, ids=_named)
def test_every_setting_named_exists(page: Path) -> None:
    known = {f"VIVEVOIX_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"VIVEVOIX_[A-Z_]*[A-Z]", page.read_text("utf-8"))) <= known


# --- the fields


def fields_table() -> list[str]:
    """The table of fields, from the step declarations."""
    rows = ["| field | answer | need | marks | FHIR |", "|---|---|---|---|---|"]
    for step in STEPS:
        for question in step.questions:
            rows.append(_field_row(question, essential=step.essential and question.essential))
            rows += [
                _field_row(part, essential=step.essential and question.essential, part=True)
                for part in question.items
            ]
    return rows


def _field_row(question: Question, *, essential: bool, part: bool = False) -> str:
    options = ", ".join(f"`{name}`" for name in words_in("fr").fields[question.id].options)
    kind = "list" if question.is_list else question.kind.name
    marks = [
        mark
        for mark, holds in (
            ("essential", essential),
            ("critical", question.critical),
            ("will", question.will),
            ("conditional", question.ask_if is not None),
            (f"at most {question.at_most}", question.is_list),
        )
        if holds
    ]
    answer = f"{kind}: {options}" if options else kind
    name = f"· `{question.id}`" if part else f"`{question.id}`"
    cells = (name, answer, question.need.value, ", ".join(marks), question.fhir)
    return "| " + " | ".join(cells) + " |"


def test_the_table_of_fields_is_that_of_the_declarations() -> None:
    page = (PROJECT / "docs/reference/dossier.md").read_text("utf-8").splitlines()
    begin = page.index(fields_table()[0])
    end = next((i for i in range(begin, len(page)) if not page[i].startswith("|")), len(page))
    assert page[begin:end] == fields_table()


# --- links and examples

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)]+)\)")


@pytest.mark.parametrize("page", DOCS, ids=_named)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    links = [link for link in LINK.findall(page.read_text("utf-8")) if "://" not in link]
    broken = [link for link in links if not (page.parent / link.partition("#")[0]).exists()]
    assert broken == []


@pytest.mark.parametrize("page", DOCS, ids=_named)
def test_every_example_of_json_is_json(page: Path) -> None:
    for block in re.findall(r"^```json\n(.*?)^```$", page.read_text("utf-8"), re.S | re.M):
        for example in [block] if block.startswith("{\n") else block.splitlines():
            json.loads(example)


@pytest.mark.parametrize("page", DOCS, ids=_named)
def test_every_file_named_in_the_project_exists(page: Path) -> None:
    named = re.findall(
        r"`((?:assistant|actions|channels|tests|docs|data)/[\w./-]+)`", page.read_text("utf-8")
    )
    assert [name for name in named if not (PROJECT / name).exists()] == []


def test_the_page_about_backups_names_the_files_of_the_home() -> None:
    page = (PROJECT / "docs/how-to/back-up.md").read_text("utf-8")
    assert all(f"`{name}`" in page for name in ("master.key", "keys/", SQLITE_FILE))
