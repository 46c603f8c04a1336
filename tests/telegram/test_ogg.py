"""Voice messages to samples and back, through pipes; what is no voice message is refused."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.speech.sound import HERTZ, Sound
from channels.telegram.ogg import NoSound, from_ogg, to_ogg

ESPEAK_HERTZ = 22_050


def spoken(text: str, lang: str = "fr") -> Sound:
    """What espeak-ng says, its WAV header taken off."""
    made = subprocess.run(
        ["espeak-ng", "-v", lang, "-s", "140", "--stdout", text], capture_output=True, check=True
    )
    return Sound(made.stdout[44:], ESPEAK_HERTZ)


def test_what_is_said_comes_back_with_its_length(tmp_path: Path) -> None:
    said = spoken("Bonjour, je m'appelle Jeanne")
    heard = asyncio.run(from_ogg(asyncio.run(to_ogg([said]))))
    assert heard.hertz == HERTZ
    assert abs(heard.seconds - said.seconds) < 0.1  # Opus frames are of 20 ms


def test_sounds_are_joined_in_order() -> None:
    one, two = spoken("un"), spoken("deux")
    both = asyncio.run(from_ogg(asyncio.run(to_ogg([one, two]))))
    assert abs(both.seconds - one.seconds - two.seconds) < 0.1


@pytest.mark.parametrize(
    "hostile",
    [
        b"",
        b"OggS",
        b"RIFF\x00\x00\x00\x00WAVEfmt ",
        b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<?xml version='1.0'?><x/>",
    ],
)
def test_anything_but_a_voice_message_is_refused(hostile: bytes) -> None:
    with pytest.raises(NoSound):
        asyncio.run(from_ogg(hostile))


def test_nothing_to_say_makes_no_message() -> None:
    with pytest.raises(NoSound):
        asyncio.run(to_ogg([]))


@settings(max_examples=15)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=40))
def test_a_damaged_voice_message_is_read_or_refused(at: int, damage: bytes) -> None:
    ogg = _WHOLE[0] if _WHOLE else _WHOLE.append(asyncio.run(to_ogg([spoken("oui")]))) or _WHOLE[0]
    at = min(at, len(ogg))
    try:
        heard = asyncio.run(from_ogg(ogg[:at] + damage + ogg[at + len(damage) :]))
    except NoSound:
        return
    assert heard.pcm


_WHOLE: list[bytes] = []
"""One voice message, made at the first use."""
