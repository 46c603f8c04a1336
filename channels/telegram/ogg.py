"""OGG/Opus to samples and back, by the separate program ffmpeg, through pipes: nothing on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from assistant.speech.sound import HERTZ, Sound

LONGEST = 180  # seconds of sound that are decoded at most
PATIENCE = 60  # seconds for ffmpeg, then it is ended
BITS = "24k"  # a second; speech by Opus is clear from 16 kbit/s (RFC 6716, section 2.1.1)

_QUIET = ("ffmpeg", "-hide_banner", "-loglevel", "quiet", "-threads", "1")
_ONLY_PIPES = ("-protocol_whitelist", "pipe")


class NoSound(Exception):
    """What was given is no sound that can be read; or ffmpeg is not installed, or took too long."""


async def from_ogg(ogg: bytes) -> Sound:
    """The sound of a voice message, one channel. Raises `NoSound`."""
    raw = ("-f", "s16le", "-ac", "1", "-ar", str(HERTZ), "pipe:1")
    length = ("-t", str(LONGEST))
    command = (*_QUIET, *_ONLY_PIPES, "-f", "ogg", "-i", "pipe:0", "-vn", *length, *raw)
    return Sound(await _through(command, ogg), HERTZ)


async def to_ogg(sounds: Iterable[Sound]) -> bytes:
    """A voice message of the sounds, which have one rate, one after the other. Raises `NoSound`."""
    parts = [sound for sound in sounds if sound.pcm]
    if not parts:
        raise NoSound
    hertz = str(parts[0].hertz)
    raw = ("-f", "s16le", "-ac", "1", "-ar", hertz, "-i", "pipe:0")
    opus = ("-c:a", "libopus", "-b:a", BITS, "-application", "voip", "-f", "ogg", "pipe:1")
    command = (*_QUIET, *_ONLY_PIPES, *raw, *opus)
    return await _through(command, b"".join(sound.pcm for sound in parts))


async def _through(command: tuple[str, ...], given: bytes) -> bytes:
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
    except OSError:
        raise NoSound from None
    try:
        made, _ = await asyncio.wait_for(process.communicate(given), PATIENCE)
    except TimeoutError:
        raise NoSound from None
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode or not made:
        raise NoSound
    return made
