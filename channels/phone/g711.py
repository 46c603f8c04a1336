"""G.711, the sound of telephones: 8,000 samples a second, a byte each (ITU-T G.711, 1988).

Of our own because aiortp 0.8.0 turns the sign of every A-law sample, in both directions.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Law = Literal["a", "mu"]

HERTZ = 8_000
PAYLOAD_TYPES: dict[int, Law] = {8: "a", 0: "mu"}
"""The static RTP payload types (RFC 3551, table 4): PCMA is Europe's, PCMU North America's."""

_MU_BIAS = 132  # added before the logarithm (G.711, table 2), at 16 bits
_MU_CLIP = 32_635  # the largest that still fits with the bias


def decode(law: Law, payload: bytes) -> bytes:
    """Signed 16-bit little-endian samples, one for each byte."""
    import numpy as np

    pcm: bytes = _levels(law)[np.frombuffer(payload, np.uint8)].tobytes()
    return pcm


def encode(law: Law, pcm: bytes) -> bytes:
    """A byte for each signed 16-bit little-endian sample; a half sample at the end is left out."""
    import numpy as np

    whole = len(pcm) // 2 * 2
    payload: bytes = _bytes(law)[np.frombuffer(pcm[:whole], "<u2")].tobytes()
    return payload


@cache
def _levels(law: Law) -> npt.NDArray[np.int16]:
    """The level that each of the 256 bytes stands for."""
    import numpy as np

    codes = np.arange(256)
    if law == "a":
        codes ^= 0x55  # every other bit is turned on the line
        positive, chord, step = codes & 0x80, codes >> 4 & 7, codes & 15
        middle = (step << 4) + np.where(chord == 0, 8, 0x108)  # of the interval
        level = middle << np.maximum(chord - 1, 0)
    else:
        codes ^= 0xFF
        positive, chord, step = ~codes & 0x80, codes >> 4 & 7, codes & 15
        level = (((step << 3) + _MU_BIAS) << chord) - _MU_BIAS
    return np.where(positive > 0, level, -level).astype("<i2")


@cache
def _bytes(law: Law) -> npt.NDArray[np.uint8]:
    """The byte for each sample, by its 16 bits taken as a number without sign."""
    import numpy as np

    samples = np.arange(0x10000, dtype=np.uint16).view(np.int16).astype(np.int32)
    negative = samples < 0
    if law == "a":
        size = np.where(negative, ~samples, samples) >> 4  # 0 to 2047
        chord = np.maximum(_bits(size) - 4, 0)
        code = chord << 4 | (size >> np.maximum(chord - 1, 0) & 15)
        code = (code | np.where(negative, 0, 0x80)) ^ 0x55
    else:
        size = np.minimum(np.abs(samples), _MU_CLIP) + _MU_BIAS
        chord = _bits(size) - 8
        code = chord << 4 | (size >> (chord + 3) & 15)
        code = (code | np.where(negative, 0x80, 0)) ^ 0xFF
    table: npt.NDArray[np.uint8] = code.astype(np.uint8)
    return table


def _bits(size: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
    """How many bits each number takes."""
    import numpy as np

    bits: npt.NDArray[np.int32] = np.ceil(np.log2(size + 1)).astype(np.int32)
    return bits
