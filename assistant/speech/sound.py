"""Sound, as every part of speech passes it on."""

from __future__ import annotations

from dataclasses import dataclass

BYTES_A_SAMPLE = 2


@dataclass(frozen=True, slots=True)
class Sound:
    """One channel of signed 16-bit samples, little-endian, `hertz` of them a second."""

    pcm: bytes
    hertz: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.pcm) / BYTES_A_SAMPLE / self.hertz
