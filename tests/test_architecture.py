"""Dependencies point inwards, and nothing happens at import."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PURE = ("answers", "steps", "dossier", "dialogue", "understanding", "words", "safety", "knowledge")
NEVER_IN_PURE = ("rasa", "rasa_sdk", "sqlalchemy", "assistant.engine", "assistant.store", "actions")
FORBIDDEN = {
    **{f"assistant/{name}": NEVER_IN_PURE for name in PURE},
    "assistant/store": ("rasa", "rasa_sdk", "assistant.dialogue", "assistant.engine", "channels"),
    "assistant": ("channels", "actions"),
    "actions": ("channels", "sqlalchemy", "assistant.store"),
    "channels": ("rasa", "rasa_sdk", "sqlalchemy", "actions", "assistant.engine"),
}
MAY = "assistant/cli/"  # the command line puts the parts together


def _imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_dependencies_point_inwards(folder: str) -> None:
    wrong = [
        f"{file.relative_to(PROJECT)} imports {name}"
        for file in sorted((PROJECT / folder).rglob("*.py"))
        if not str(file.relative_to(PROJECT)).startswith(MAY)
        for name in _imports(file)
        if any(name == banned or name.startswith(f"{banned}.") for banned in FORBIDDEN[folder])
    ]
    assert wrong == []


def test_importing_the_pure_parts_reads_no_file_and_imports_neither_rasa_nor_a_database() -> None:
    code = (
        "import sys, builtins, io\n"
        "import assistant.dialogue.reply\n"
        "heavy = {'rasa', 'sqlalchemy', 'sklearn', 'tensorflow'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "from assistant.words.words import words_in\n"
        "assert words_in.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True, timeout=60)
