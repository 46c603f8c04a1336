"""How far what is heard is trusted in a loud room. Pure: the time is passed in."""

from __future__ import annotations

from assistant.speech.protocols import Expected, Hearing
from channels.spoken.noise import LONG_QUIET, QUIET_AGAIN, Noise

ASKED = Expected("welcome.helper_present", confirming=False, lang="fr")
YES, NO, SLOWER = (Hearing((said,), 0.9) for said in ("oui", "non", "plus lentement"))


def loud() -> Noise:
    """Three sounds that were no answers, the last at 12."""
    noise = Noise(most=3)
    assert [noise.missed(now) for now in (10.0, 11.0, 12.0)] == [True, True, True]
    return noise


def test_in_a_loud_room_an_answer_counts_when_it_was_heard_twice_and_is_read_back() -> None:
    noise = loud()
    assert noise.trusted(YES, ASKED, 13.0) is None
    assert noise.trusted(NO, ASKED, 14.0) is None
    again = noise.trusted(NO, ASKED, 15.0)
    assert again is not None
    assert again.read_back


def test_a_noise_between_the_two_breaks_them_and_a_command_never_counts() -> None:
    noise = loud()
    assert noise.trusted(YES, ASKED, 13.0) is None
    assert not noise.missed(14.0), "it was told already"
    assert noise.trusted(YES, ASKED, 15.0) is None
    for now in (16.0, 17.0):
        assert noise.trusted(SLOWER, ASKED, now) is None


def test_when_it_is_quiet_again_an_answer_counts_at_once() -> None:
    noise = loud()
    heard = noise.trusted(YES, ASKED, 12.0 + QUIET_AGAIN)
    assert heard is not None
    assert heard.read_back, "it may be the television's first word"
    assert noise.missed(12.0 + QUIET_AGAIN + LONG_QUIET), "somebody who comes back is told"


def test_a_key_ends_the_doubt() -> None:
    noise = loud()
    noise.is_over()
    assert noise.trusted(SLOWER, ASKED, 13.0) == SLOWER
