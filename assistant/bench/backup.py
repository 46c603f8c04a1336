"""What a backup and a restore of many dossiers take, and what a turn costs meanwhile."""

from __future__ import annotations

import asyncio
import base64
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from assistant.bench.turns import talk
from assistant.conversation import Conversation
from assistant.dossier.document import Document
from assistant.dossier.dossier import RecordedAnswer
from assistant.engine.embedded import EmbeddedEngine
from assistant.engine.model import PROJECT, model_path
from assistant.store.store import Store

DOSSIERS = 1000
ANSWERS = 60  # of a dossier told in full, corrections included
SCAN_BYTES = 100_000  # one document each
TURN_ABOUT = 3  # conversations alone, and as many while backups are made
KIB_PER_MIB = 1024

Tell = Callable[[str], None]


def measure(tell: Tell) -> None:
    """Back up and restore `DOSSIERS` dossiers, each command in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        here = _Machine(Path(folder) / "home", secrets.token_bytes(32))
        there = _Machine(Path(folder) / "new", here.key)
        file = Path(folder) / "backup"
        store = here.store()
        least = here.runs("backup", str(file))
        for number in range(DOSSIERS):
            _begin(store, f"person {number}")
        tell(f"{DOSSIERS} dossiers, {ANSWERS} answers and {SCAN_BYTES // 1000} KB in each")
        tell(f"backup of none   {least}")
        tell(f"backup           {here.runs('backup', str(file))}")
        tell(f"its size         {file.stat().st_size / 1e6:.0f} MB")
        tell(f"restore          {there.runs('restore', str(file))}")
        conversation = Conversation(EmbeddedEngine(model_path()), store, lambda: datetime.now(UTC))
        alone: list[float] = []
        meanwhile: list[float] = []
        for turn in range(TURN_ABOUT):
            alone += asyncio.run(talk(conversation, f"alone {turn}"))
            with _again_and_again(lambda: here.runs("backup", str(file))):
                meanwhile += asyncio.run(talk(conversation, f"meanwhile {turn}"))
        ratio = median(meanwhile) / median(alone)
        tell(f"turn meanwhile / turn alone {ratio:5.2f}   ({median(alone):.1f} ms alone)")


@dataclass(frozen=True)
class _Machine:
    home: Path
    key: bytes

    def store(self) -> Store:
        return Store.open("", self.home, self.key)

    def runs(self, *command: str) -> str:
        """Its seconds, those that a processor worked for it, and the most memory that it held."""
        environment = {
            **os.environ, "PYTHONPATH": str(PROJECT), "VIVEVOIX_HOME": str(self.home),
            "VIVEVOIX_MASTER_KEY": base64.b64encode(self.key).decode(), "VIVEVOIX_DATABASE_URL": "",
        }  # fmt: skip
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  the project's own commands
            [sys.executable, "-m", "assistant.cli", *command],
            stdout=subprocess.DEVNULL, env=environment,
        )  # fmt: skip
        _, status, used = os.wait4(process.pid, 0)
        if status:
            raise RuntimeError(f"{command[0]} failed")
        seconds, worked = time.perf_counter() - began, used.ru_utime + used.ru_stime
        return f"{seconds:6.1f} s, {worked:.1f} s of work, {used.ru_maxrss / KIB_PER_MIB:.0f} MB"


@contextmanager
def _again_and_again(doing: Callable[[], object]) -> Iterator[None]:
    ended = threading.Event()

    def run() -> None:
        while not ended.is_set():
            doing()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _begin(store: Store, sender: str) -> None:
    now = datetime.now(UTC)
    answers = [
        RecordedAnswer(
            field="identity.birth_name", value=str(n), said=f"answer {n}", channel="bench", at=now
        )
        for n in range(ANSWERS)
    ]
    scan = Document(
        title="scan", type="letter", media_type="image/jpeg", summary="A scan.",
        content=secrets.token_bytes(SCAN_BYTES),
    )  # fmt: skip
    with store.turn(sender) as work:
        work.begin_dossier()
        for answer in answers:
            work.record(answer)
        work.keep_document(scan)
        work.save_state(b"here")
