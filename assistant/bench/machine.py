"""The machine that figures were taken on: a time means nothing without it."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

_CPU_FILE = Path("/proc/cpuinfo")


def machine() -> str:
    """One line: processor, cores, memory, system, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30
    return (
        f"{_processor()}, {os.cpu_count()} cores, {memory} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    )


def _processor() -> str:
    if _CPU_FILE.is_file():
        for line in _CPU_FILE.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values are, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
