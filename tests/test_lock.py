"""What the lock brings is ready to run: a machine on a shelf has no compiler."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

LOCK = tomllib.loads((Path(__file__).parents[1] / "uv.lock").read_text())
PURE = {"docopt", "randomname", "srt"}  # published as sources only, of Python alone
ELSEWHERE = ("pyobjc", "pywin32")  # of another system


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_no_package_wants_a_compiler(machine: str) -> None:
    made = {p["name"]: [w["url"] for w in p.get("wheels", [])] for p in LOCK["package"]}
    del made["vivevoix"]
    wanting = {
        name
        for name, wheels in made.items()
        if not name.startswith(ELSEWHERE)
        if not any("-none-any" in wheel or _runs(wheel, machine) for wheel in wheels)
    }
    assert wanting == PURE


def _runs(wheel: str, machine: str) -> bool:
    python = "cp311" in wheel or "abi3" in wheel or "-py3-none" in wheel
    return python and "manylinux" in wheel and machine in wheel
