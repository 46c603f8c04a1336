"""A long file sealed in chunks, so that neither who writes nor who reads it holds it whole.

The STREAM construction (Hoang, Reyhanitabar, Rogaway and Vizár 2015, https://ia.cr/2015/189): the
nonce of a chunk is its number and whether it is the last. A chunk that is changed, missing, moved
or added is found, and so is a file that was cut off or went on. A key seals one file.
"""

from __future__ import annotations

from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assistant.security.sealing import TAG_BYTES

CHUNK_BYTES = 64 * 1024  # of what is sealed; the tag follows
_NUMBER_BYTES = 11  # and one that says whether it is the last: the 12 of a nonce


class ChunkDamaged(Exception):
    """The file was cut, changed or put together from parts; nothing of the chunk is given."""


class SealingFile:
    """Seals what is written to `file`. `header` stands before it, and is sealed with it."""

    def __init__(self, file: BinaryIO, key: bytes, header: bytes) -> None:
        self._file = file
        self._cipher = AESGCM(key)
        self._header = header
        self._waiting = bytearray()
        self._number = 0

    def write(self, plain: bytes) -> None:
        """Seal `plain`; the last chunk waits, since only its end is known to be one."""
        for start in range(0, len(plain), CHUNK_BYTES):
            self._waiting += plain[start : start + CHUNK_BYTES]
            if len(self._waiting) > CHUNK_BYTES:
                self._seal(bytes(self._waiting[:CHUNK_BYTES]), last=False)
                del self._waiting[:CHUNK_BYTES]

    def finish(self) -> None:
        """Seal the last chunk. Without it the file is one that was cut off."""
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last=last), plain, self._header))
        self._number += 1


class UnsealingFile:
    """Reads what `SealingFile` wrote; what it gives was authenticated before."""

    def __init__(self, file: BinaryIO, key: bytes, header: bytes) -> None:
        self._file = file
        self._cipher = AESGCM(key)
        self._header = header
        self._number = 0
        self._ahead = file.read(CHUNK_BYTES + TAG_BYTES)
        self._at_last = False
        self._plain = b""
        self._from = 0

    def read(self, size: int) -> bytes:
        """Exactly `size` bytes. Raises `ChunkDamaged`, also when the file ends before."""
        parts, wanted = [], size
        while wanted:
            if self._from == len(self._plain):
                if self._at_last:
                    raise ChunkDamaged
                self._unseal()
            part = self._plain[self._from : self._from + wanted]
            self._from += len(part)
            wanted -= len(part)
            parts.append(part)
        return b"".join(parts)

    def is_at_end(self) -> bool:
        """Whether everything was read. Raises `ChunkDamaged`."""
        while self._from == len(self._plain) and not self._at_last:
            self._unseal()
        return self._from == len(self._plain)

    def _unseal(self) -> None:
        sealed, self._ahead = self._ahead, self._file.read(CHUNK_BYTES + TAG_BYTES)
        self._at_last = not self._ahead
        nonce = _nonce(self._number, last=self._at_last)
        try:
            self._plain = self._cipher.decrypt(nonce, sealed, self._header)
        except InvalidTag:
            raise ChunkDamaged from None
        self._from = 0
        self._number += 1


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_NUMBER_BYTES) + bytes([last])
