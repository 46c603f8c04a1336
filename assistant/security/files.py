"""Small secret files that appear whole or not at all, readable by their owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

OTHERS = 0o077  # the mode bits of anybody but the owner


def create(path: Path, content: bytes) -> bool:
    """Make `path`, mode 0600, whole and on the disk before this returns.

    False, with nothing changed, when it exists already: of two processes, one makes it.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(unfinished, path)
    except FileExistsError:
        return False
    finally:
        unfinished.unlink()
    sync_folder(path.parent)
    return True


def write(path: Path, content: bytes) -> None:
    """Put `content` in place of what `path` held, mode 0600: whole, or as it was before."""
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        create(unfinished, content)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
