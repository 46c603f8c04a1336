"""Secret files that appear whole or not at all, readable by their owner only."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

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
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path, *, one_of_many: bool = False) -> Iterator[BinaryIO]:
    """A file, mode 0600, that takes the place of `path` on leaving, whole and on the disk.

    Its name, as `one_of_many`, is on the disk after `sync_folder` only. After an exception `path`
    is as it was. A process that is killed leaves what `leftovers` finds.
    """
    unfinished = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    if not one_of_many:
        sync_folder(path.parent)


def leftovers(path: Path) -> list[Path]:
    """What processes that were killed while they replaced `path` left beside it."""
    unfinished = re.compile(rf"\.{re.escape(path.name)}\.[0-9a-f]{{16}}")
    return [other for other in path.parent.iterdir() if unfinished.fullmatch(other.name)]


def wipe(file: BinaryIO) -> None:
    """Overwrite all that an open file holds, where it lies, and leave it empty."""
    descriptor = file.fileno()
    size = os.fstat(descriptor).st_size
    os.pwrite(descriptor, bytes(size), 0)
    os.fsync(descriptor)
    os.ftruncate(descriptor, 0)
    os.fsync(descriptor)


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold `path`, made if need be, against every other process.

    Raises BlockingIOError when another holds it, unless it is to be waited for.
    """
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` on the disk too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
