"""Separate programs that read what others made: bounded, spoken to by pipes, writing no file."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence

from assistant.settings import PROJECT

SECONDS = 60  # of waiting, and of processor
MEGABYTES = 2_000  # of memory: tesseract takes about 300 for a page
_BOUNDS = 'ulimit -f 0; ulimit -c 0; ulimit -t "$1"; ulimit -v "$2"; shift 2; exec "$@"'
"""No file can be written: nothing readable is left on disk, whatever the program does."""


def read_by(command: Sequence[str], content: bytes) -> bytes | None:
    """What `command` prints when given `content`; None when it is not there, fails or is slow."""
    bounded = ["/bin/sh", "-c", _BOUNDS, "sh", str(SECONDS), str(MEGABYTES * 1024), *command]
    environment = {
        name: value
        for name, value in os.environ.items()
        if name in ("PATH", "HOME", "LANG", "TESSDATA_PREFIX", "PYTHONPATH", "VIRTUAL_ENV")
    }
    environment |= {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"}  # one page, one core
    try:
        ran = subprocess.run(  # noqa: S603, the commands are ours
            bounded,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env=environment,
            cwd=PROJECT,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        return None
    return ran.stdout if ran.returncode == 0 else None
