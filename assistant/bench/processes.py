"""How long until the first question, and how much memory the engine takes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from assistant.engine.model import PROJECT

RUNS = 5
CONVERSATIONS = 200
KIB_PER_MIB = 1024

Tell = Callable[[str], None]


def start(tell: Tell) -> None:
    """From the command to the first question, set up already: the median of five starts."""
    seconds = [_seconds_to_the_first_question() for _ in range(RUNS)]
    tell(f"start to first question  {median(seconds):5.1f} s   must reach 5")


def memory(tell: Tell) -> None:
    """The engine's resident memory, and what each live conversation adds."""
    with _talking() as process:
        _say(process, "first", "/start")
        before = _resident_kib(process.pid)
        for number in range(CONVERSATIONS):
            _say(process, f"person {number}", "/start")
        added = (_resident_kib(process.pid) - before) / CONVERSATIONS
    tell(f"engine, resident         {before / KIB_PER_MIB:5.0f} MB  must reach 300")
    tell(f"each live conversation   {added:5.1f} KB  must reach 50")


def _seconds_to_the_first_question() -> float:
    began = time.perf_counter()
    with _talking() as process:
        _say(process, "bench", "/start")
        return time.perf_counter() - began


def _resident_kib(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1])


class _talking:
    """`talk --jsonl` in a process of its own, in a home of its own, ended by its process id."""

    def __enter__(self) -> subprocess.Popen[str]:
        self._home = tempfile.TemporaryDirectory()
        environment = {
            **os.environ, "VIVEVOIX_HOME": self._home.name + "/home", "PYTHONPATH": str(PROJECT),
        }  # fmt: skip
        self._process = subprocess.Popen(
            [sys.executable, "-m", "assistant.cli", "talk", "--jsonl"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, env=environment,
        )  # fmt: skip
        return self._process

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        self._home.cleanup()


def _say(process: subprocess.Popen[str], sender: str, text: str) -> None:
    if process.stdin is None or process.stdout is None:
        raise RuntimeError("the process was started without its pipes")
    process.stdin.write(json.dumps({"sender": sender, "text": text}) + "\n")
    process.stdin.flush()
    process.stdout.readline()
