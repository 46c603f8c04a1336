"""The command itself: each failure is one line that says what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
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


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(folder.parent / "bin"), "HOME": str(folder.parent / "nobody")}
    return subprocess.run(
        [str(folder / "vivevoix"), *arguments],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
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


def test_set_up_already_it_needs_neither_uv_nor_a_network(bare: Path) -> None:
    for name in ("assistant", "actions", "channels", "config.yml", "domain.yml", "data"):
        (bare / name).symlink_to(PROJECT / name)
    (bare / ".venv").mkdir()
    (bare / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    made_from = subprocess.run(
        ["sh", "-c", f"cksum {bare}/uv.lock {bare}/pyproject.toml | tr -s ' \\n' ' '"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    (bare / ".venv" / ".locked").write_text(made_from.stdout)
    ran = _run(bare, "--help")
    assert ran.returncode == 0, ran.stderr
    assert "talk" in ran.stdout
    assert not (bare / ".uv").exists()
