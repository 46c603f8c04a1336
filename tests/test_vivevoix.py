"""The command itself: each failure is one line that says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
TOOLS = ("sh", "dirname", "cksum", "tr", "cat", "rm", "mkdir", "tail")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The command in a folder of its own, on a machine with nothing but a shell."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for tool in TOOLS:
        (tools / tool).symlink_to(str(shutil.which(tool)))
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("vivevoix", "pyproject.toml", "uv.lock"):
        shutil.copy(PROJECT / name, folder)
    return folder


def _environment(folder: Path) -> dict[str, str]:
    return {"PATH": str(folder.parent / "bin"), "HOME": str(folder.parent / "nobody")}


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(folder / "vivevoix"), *arguments],
        env=_environment(folder), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_without_any_python_it_names_what_to_install(bare: Path) -> None:
    ran = _run(bare, "start")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.splitlines() == [
        "vivevoix: no Python 3 found. Run: apt-get install python3 python3-venv"
    ]


def test_a_python_that_can_make_no_environment_is_said_in_one_line(bare: Path) -> None:
    python = bare.parent / "bin" / "python3"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    ran = _run(bare, "start")
    assert ran.returncode == 1
    assert "apt-get install python3-venv" in ran.stderr.splitlines()[-1]
    assert not (bare / ".uv").exists()


def test_without_a_network_it_says_so_and_leaves_nothing_half_made(bare: Path) -> None:
    """The index is an address on this machine where nobody listens."""
    (bare.parent / "bin" / "python3").symlink_to(sys.executable)
    environment = {
        "PATH": str(bare.parent / "bin"), "HOME": str(bare.parent / "nobody"),
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0",
        "PIP_CONFIG_FILE": os.devnull,
    }  # fmt: skip
    ran = subprocess.run(
        [str(bare / "vivevoix"), "start"],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert ran.returncode == 1
    assert "Check the network" in ran.stderr.splitlines()[-1]
    assert not (bare / ".uv").exists()


def _set_up(bare: Path) -> None:
    """As after a first run, with the environment of these tests."""
    for name in ("assistant", "actions", "channels", "config.yml", "domain.yml", "data"):
        (bare / name).symlink_to(PROJECT / name)
    (bare / ".venv").mkdir()
    (bare / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    made_from = subprocess.run(
        ["sh", "-c", f"cksum {bare}/uv.lock {bare}/pyproject.toml | tr -s ' \\n' ' '"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (bare / ".venv" / ".locked").write_text(made_from.stdout)


def test_set_up_already_it_needs_neither_uv_nor_a_network(bare: Path) -> None:
    _set_up(bare)
    ran = _run(bare, "--help")
    assert ran.returncode == 0, ran.stderr
    assert "talk" in ran.stdout
    assert not (bare / ".uv").exists()


def test_packages_asked_for_with_a_group_are_kept_by_the_runs_after(bare: Path) -> None:
    """The uv here notes what it was called with."""
    _set_up(bare)
    uv = bare.parent / "bin" / "uv"
    uv.write_text('#!/bin/sh\necho "$@" >>"$0.called"\n')
    uv.chmod(0o755)
    called = bare.parent / "bin" / "uv.called"
    assert _run(bare, "with", "whisper").returncode == 0
    assert called.read_text().endswith(" --group whisper\n")
    for arguments in (("with", "whisper"), ("--help",)):
        assert _run(bare, *arguments).returncode == 0
    assert len(called.read_text().splitlines()) == 1
    with (bare / "pyproject.toml").open("a") as changed:
        changed.write("# another\n")
    assert _run(bare, "with", "models").returncode == 0
    assert called.read_text().endswith(" --group whisper --group models\n")


def test_of_two_shells_that_set_up_at_once_one_waits_for_the_other(bare: Path) -> None:
    """The uv here works until it is told to end. What the first one adds, the second one keeps."""
    _set_up(bare)
    slow = _slow(bare, "uv", "")
    with (bare / "pyproject.toml").open("a") as changed:
        changed.write("# another\n")
    with slow.two_at_once(["with", "whisper"], ["--help"]) as (first, second):
        assert "installing" in first
        assert second == "vivevoix: waiting for another vivevoix that sets up …\n"
    assert slow.called() == 1
    assert (bare / ".venv" / ".groups").read_text() == "whisper"


def test_a_group_that_there_is_not_is_said_and_nothing_is_installed(bare: Path) -> None:
    _set_up(bare)
    ran = _run(bare, "with", "wisper")
    assert ran.returncode == 1
    assert ran.stderr == "vivevoix: with what? Run: ./vivevoix with whisper\n"
    assert not (bare / ".venv" / ".groups").exists()


@dataclass
class _Slow:
    """A tool that works until it is told to end."""

    folder: Path
    tool: Path

    @contextmanager
    def two_at_once(self, *commands: list[str]) -> Iterator[list[str]]:
        """The first lines of two commands of which the second comes while the first works."""
        running: list[subprocess.Popen[str]] = []
        said = []
        try:
            for arguments in commands:
                shell = subprocess.Popen(
                    [str(self.folder / "vivevoix"), *arguments],
                    env=_environment(self.folder), text=True,
                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                )  # fmt: skip
                running.append(shell)
                assert shell.stderr is not None
                said.append(shell.stderr.readline())
            yield said
        finally:
            self.tool.with_name(f"{self.tool.name}.end").touch()
        for shell in running:
            assert shell.communicate(timeout=60)[1] == ""
            assert shell.returncode == 0

    def called(self) -> int:
        """How often."""
        return len(self.tool.with_name(f"{self.tool.name}.called").read_text().splitlines())


def _slow(bare: Path, name: str, does: str) -> _Slow:
    tools = bare.parent / "bin"
    for tool in ("flock", "sleep"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    (tools / name).write_text(
        '#!/bin/sh\necho >>"$0.called"\n'
        f'until [ -e "$0.end" ]; do sleep 0.05; done\n{does}\nexit 0\n'
    )
    (tools / name).chmod(0o755)
    return _Slow(bare, tools / name)


# --- the Debian packages, on a machine whose dpkg-query, apt-get and id are scripts


DPKG = """#!/bin/sh
for name in "$@"; do
    [ -e "$0.d/$name" ] && printf 'installed:%s ' "$name"
done
exit 0
"""
APT = """#!/bin/sh
echo "$@" >>"$0.called"
[ "$1" = install ] || exit 0
for name in "$@"; do
    case "$name" in -*|install) ;; *) echo >"{there}/$name" ;; esac
done
"""
EVERY_PACKAGE = (
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 liblouis-bin espeak-ng libportaudio2 "
    "libasound2-plugins ffmpeg ocrmypdf tesseract-ocr-fra"
)


def _debian(bare: Path, *there: str, user: str = "1000", apt: str = APT) -> Path:
    """A Debian machine that has the packages `there`. Returns what apt-get was called with."""
    tools = bare.parent / "bin"
    installed = tools / "dpkg-query.d"
    installed.mkdir()
    for name in there:
        (installed / name).touch()
    scripts = {
        "dpkg-query": DPKG,
        "apt-get": apt.replace("{there}", str(installed)),
        "id": f"#!/bin/sh\necho {user}\n",
    }
    for name, script in scripts.items():
        (tools / name).write_text(script)
        (tools / name).chmod(0o755)
    (tools / "env").symlink_to(str(shutil.which("env")))
    _set_up(bare)
    return tools / "apt-get.called"


def test_with_every_package_there_apt_get_is_never_called(bare: Path) -> None:
    called = _debian(bare, *EVERY_PACKAGE.split(), user="0")
    ran = _run(bare, "start", "--help")
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    assert not called.exists()


def test_root_gets_the_packages_that_are_missing(bare: Path) -> None:
    called = _debian(bare, *EVERY_PACKAGE.replace("espeak-ng ", "").split(), user="0")
    ran = _run(bare, "start", "--help")
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == "vivevoix: installing by apt-get: espeak-ng …\n"
    assert called.read_text().splitlines()[-1].endswith("--no-install-recommends espeak-ng")


def test_who_may_not_install_is_told_what_to_run_and_what_it_goes_without(bare: Path) -> None:
    called = _debian(bare, "espeak-ng", "libportaudio2", "libasound2-plugins", "ffmpeg")
    ran = _run(bare, "start", "--help")
    assert ran.returncode == 0
    assert ran.stderr == (
        "vivevoix: going on without: papers, Braille, scans. Run: apt-get install libpango-1.0-0 "
        "libpangoft2-1.0-0 libharfbuzz-subset0 liblouis-bin ocrmypdf tesseract-ocr-fra\n"
    )
    assert not called.exists()


def test_an_apt_get_that_fails_is_tried_once_and_the_line_to_run_is_said_each_time(
    bare: Path,
) -> None:
    called = _debian(
        bare, *EVERY_PACKAGE.replace(" liblouis-bin", "").split(), user="0",
        apt='#!/bin/sh\necho "$@" >>"$0.called"\nexit 100\n',
    )  # fmt: skip
    first, second = _run(bare, "start", "--help"), _run(bare, "start", "--help")
    said = "vivevoix: going on without: Braille. Run: apt-get install liblouis-bin"
    assert first.returncode == second.returncode == 0
    assert first.stderr.splitlines()[-1] == said
    assert second.stderr.splitlines() == [said]
    assert len(called.read_text().splitlines()) == 2  # update, install


def test_of_two_shells_that_bring_packages_at_once_one_waits_for_the_other(bare: Path) -> None:
    _debian(bare, *EVERY_PACKAGE.replace("espeak-ng ", "").split(), user="0")
    slow = _slow(
        bare, "apt-get", f'[ "$1" = install ] && echo >{bare.parent}/bin/dpkg-query.d/espeak-ng'
    )
    with slow.two_at_once(["start", "--help"], ["start", "--help"]) as (first, second):
        assert first == "vivevoix: installing by apt-get: espeak-ng …\n"
        assert second == "vivevoix: waiting for another vivevoix that sets up …\n"
    assert slow.called() == 2  # update, install


def test_other_commands_do_not_look_for_packages(bare: Path) -> None:
    called = _debian(bare, user="0")
    assert _run(bare, "dossier", "--help").stderr == ""
    assert not called.exists()


def test_the_script_is_clean_in_the_eyes_of_shellcheck() -> None:
    subprocess.run(["shellcheck", str(PROJECT / "vivevoix")], check=True, timeout=60)
