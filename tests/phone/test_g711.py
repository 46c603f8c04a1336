"""Sound keeps its shape and its sign through the telephone, as others compute it too."""

from __future__ import annotations

import subprocess
import warnings

import numpy as np
import pytest

from channels.phone import g711

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # gone in Python 3.13; this is 3.11
    import audioop

EVERY_SAMPLE = np.arange(-(2**15), 2**15, dtype="<i2").tobytes()
EVERY_BYTE = bytes(range(256))
LAWS: tuple[g711.Law, ...] = ("a", "mu")


@pytest.mark.parametrize("law", LAWS)
def test_every_byte_stands_for_the_level_that_the_standard_library_says(law: g711.Law) -> None:
    theirs = audioop.alaw2lin if law == "a" else audioop.ulaw2lin
    assert g711.decode(law, EVERY_BYTE) == theirs(EVERY_BYTE, 2)


@pytest.mark.parametrize("law", LAWS)
def test_every_sample_becomes_the_byte_whose_level_is_as_near_as_the_standard_librarys(
    law: g711.Law,
) -> None:
    theirs = audioop.lin2alaw if law == "a" else audioop.lin2ulaw
    samples = np.frombuffer(EVERY_SAMPLE, "<i2").astype(int)
    heard = np.frombuffer(g711.decode(law, g711.encode(law, EVERY_SAMPLE)), "<i2").astype(int)
    expected = np.frombuffer(g711.decode(law, theirs(EVERY_SAMPLE, 2)), "<i2").astype(int)
    assert (np.abs(heard - samples) <= np.abs(expected - samples)).all()
    assert (np.sign(heard[np.abs(samples) > 8]) == np.sign(samples[np.abs(samples) > 8])).all()


@pytest.mark.parametrize("law", LAWS)
def test_sox_hears_the_same(law: g711.Law) -> None:
    raw = ["-t", "raw", "-r", "8000", "-c", "1"]
    encoding = "a-law" if law == "a" else "u-law"
    heard = subprocess.run(
        ["sox", *raw, "-e", encoding, "-b", "8", "-", *raw, "-e", "signed", "-b", "16", "-"],
        input=EVERY_BYTE, capture_output=True, check=True, timeout=30,
    ).stdout  # fmt: skip
    assert heard == g711.decode(law, EVERY_BYTE)


@pytest.mark.parametrize("law", LAWS)
def test_what_was_heard_is_said_again_as_the_same_level(law: g711.Law) -> None:
    levels = g711.decode(law, EVERY_BYTE)
    assert g711.decode(law, g711.encode(law, levels)) == levels


def test_half_a_sample_is_left_out() -> None:
    assert len(g711.encode("a", b"\0\0\0")) == 1
