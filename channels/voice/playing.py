"""What waits to be heard, as the sound card takes it: piece by piece, and emptied at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Waiting:
    """Samples in their order, each sound with what is called when it was heard or cleared."""

    _sounds: list[tuple[bytearray, Callable[[], None]]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, pcm: bytes, heard: Callable[[], None]) -> None:
        """After what waits already."""
        with self._lock:
            self._sounds.append((bytearray(pcm), heard))

    def take(self, size: int) -> bytes:
        """The next `size` bytes, silence where nothing waits."""
        taken, over = bytearray(), []
        with self._lock:
            while self._sounds and len(taken) < size:
                pcm, heard = self._sounds[0]
                piece = pcm[: size - len(taken)]
                taken += piece
                del pcm[: len(piece)]
                if not pcm:
                    over.append(self._sounds.pop(0)[1])
        for heard in over:
            heard()
        return bytes(taken) + bytes(size - len(taken))

    def clear(self) -> None:
        """Nothing waits any more."""
        with self._lock:
            over = [heard for _, heard in self._sounds]
            self._sounds.clear()
        for heard in over:
            heard()

    @property
    def is_empty(self) -> bool:
        """Whether silence comes next."""
        return not self._sounds
