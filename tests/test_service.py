"""The unit that starts the assistant with the machine is one that systemd takes."""

from __future__ import annotations

import configparser
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.cli import main
from assistant.engine.model import PROJECT
from assistant.service import unit


def test_it_starts_this_very_project_without_a_terminal_and_again_when_it_ends() -> None:
    printed = CliRunner().invoke(main, ["service"]).output
    read = configparser.ConfigParser(interpolation=None, strict=False)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read_string(printed)
    assert read["Service"]["ExecStart"] == f"{PROJECT / 'vivevoix'} start --no-talk"
    assert read["Service"]["Restart"] == "always"
    assert read["Service"]["UMask"] == "0077"


def test_a_folder_with_a_space_or_a_percent_sign_is_written_as_systemd_reads_it() -> None:
    written = unit(Path("/home/jeanne m/100%"))
    assert 'ExecStart="/home/jeanne m/100%%/vivevoix" start' in written
    assert "WorkingDirectory=/home/jeanne m/100%%\n" in written


@pytest.mark.parametrize("promise", ["Private", "Protect", "ReadOnly", "Inaccessible", "Bind"])
def test_it_promises_nothing_that_systemd_does_only_for_the_machines_own_services(
    promise: str,
) -> None:
    """systemd.exec(5), "Sandboxing": without a file system of its own, these are passed over."""
    assert f"\n{promise}" not in unit(PROJECT)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd on this machine")
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    file = tmp_path / "vivevoix.service"
    file.write_text(unit(PROJECT))
    checked = subprocess.run(
        ["systemd-analyze", "--user", "verify", str(file)],
        capture_output=True, text=True, check=False, timeout=60,
        env={"PATH": "/usr/bin:/bin", "XDG_RUNTIME_DIR": str(tmp_path), "HOME": str(tmp_path)},
    )  # fmt: skip
    assert checked.returncode == 0, checked.stderr
