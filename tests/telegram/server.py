"""A Bot API server that nobody here wrote: the npm package telegram-test-api (MIT)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

PROJECT = Path(__file__).parents[2]
PACKAGE = "telegram-test-api@4.2.1"
FOLDER = PROJECT / ".cache" / PACKAGE
INSTALLING, STARTING = 300, 30  # seconds


def installed() -> Path:
    """Its folder of modules, there whole after the first use, by whichever process."""
    if not FOLDER.is_dir():
        assert shutil.which("npm"), "npm is missing. Run: apt-get install nodejs npm"
        FOLDER.parent.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=FOLDER.parent) as folder:
            made = Path(folder) / "made"
            made.mkdir()
            subprocess.run(
                ["npm", "install", "--no-package-lock", "--no-audit", "--no-fund",
                 "--ignore-scripts", "--prefix", str(made), PACKAGE],
                check=True, capture_output=True, timeout=INSTALLING,
            )  # fmt: skip
            with suppress(OSError):  # another process was sooner
                made.rename(FOLDER)
    return FOLDER / "node_modules"


def free_port() -> int:
    """A port of 127.0.0.1 where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def bot_api() -> Iterator[str]:
    """The address of a running server."""
    port = free_port()
    process = subprocess.Popen(
        ["node", str(Path(__file__).with_name("server.js")), str(port)],
        env={**os.environ, "NODE_PATH": str(installed())},
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait(STARTING)
        process.stdout.close()
