"""Sound at another rate: voices speak at 16,000 or 22,050 samples a second, telephones at 8,000."""

from __future__ import annotations

from math import gcd

from assistant.speech.sound import Sound


def at_rate(sound: Sound, hertz: int) -> Sound:
    """The same sound, what the new rate cannot hold taken out before, so that nothing whistles."""
    if sound.hertz == hertz:
        return sound
    import numpy as np
    from scipy.signal import resample_poly

    samples = np.frombuffer(sound.pcm, "<i2").astype(np.float32)
    shared = gcd(sound.hertz, hertz)
    resampled = resample_poly(samples, hertz // shared, sound.hertz // shared)
    pcm: bytes = np.clip(np.rint(resampled), -(2**15), 2**15 - 1).astype("<i2").tobytes()
    return Sound(pcm, hertz)
