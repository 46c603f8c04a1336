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
    noise.forget()
    assert noise.trusted(SLOWER, ASKED, 13.0) == SLOWER


def test_words_of_which_nothing_came_make_a_room_loud_too() -> None:
    noise = Noise(most=3)
    for now in (1.0, 5.0, 9.0):
        assert noise.trusted(Hearing((f"{now} et la météo",), 0.9, read_back=True), ASKED, now)
        noise.came_to_nothing(now)
    assert noise.is_loud(10.0)
    assert noise.trusted(YES, ASKED, 10.0) is None


def test_a_room_that_talks_on_stays_loud() -> None:
    noise = loud()
    for now in range(13, 113, 10):
        assert noise.trusted(Hearing((f"la météo de {now}",), 0.9), ASKED, now) is None


def test_what_was_said_twice_and_came_to_nothing_is_to_be_said_once_more_the_next_time() -> None:
    noise = loud()
    assert [noise.trusted(NO, ASKED, now) is None for now in (13.0, 14.0)] == [True, False]
    noise.came_to_nothing(14.0)
    heard = [noise.trusted(NO, ASKED, now) is None for now in (15.0, 16.0, 17.0)]
    assert heard == [True, True, False]
    noise.forget()
    assert noise.trusted(SLOWER, ASKED, 18.0) == SLOWER
    for now in (19.0, 20.0, 21.0):
        noise.missed(now)
    heard = [noise.trusted(NO, ASKED, now) is None for now in (22.0, 23.0)]
    assert heard == [True, False], "twice is enough again"


def test_what_came_to_nothing_after_a_quiet_is_no_more_heard_at_once_after_the_next() -> None:
    noise, quiet = loud(), 12.0 + QUIET_AGAIN
    named = Expected("identity.birth_name", confirming=False, lang="fr")
    weather = Hearing(("il va pleuvoir",), 0.9, read_back=True)
    assert noise.trusted(weather, named, quiet) is not None
    noise.came_to_nothing(quiet)
    quiet += LONG_QUIET
    assert noise.trusted(weather, named, quiet) is None
    assert noise.trusted(YES, ASKED, quiet + QUIET_AGAIN) is not None


def test_a_danger_is_heard_however_loud_the_room() -> None:
    danger = Hearing(("j'ai très mal à la poitrine, je ne respire plus",), 0.9, read_back=True)
    assert loud().trusted(danger, ASKED, 13.0) == danger


def test_our_own_voice_is_no_quiet() -> None:
    noise = loud()
    for now in range(13, 60):
        noise.is_not_heard(float(now))
    assert noise.is_loud(60.0)
    assert not noise.is_loud(59.0 + QUIET_AGAIN)


def test_where_it_was_loud_no_sentence_is_an_answer_to_a_closed_question() -> None:
    noise, quiet = loud(), 12.0 + QUIET_AGAIN
    sentence = Hearing(("oui, bien sûr que je vous aime",), 0.9, read_back=True)
    assert noise.trusted(sentence, ASKED, quiet) is None
    named = Expected("identity.birth_name", confirming=False, lang="fr")
    assert loud().trusted(sentence, named, quiet) is not None
    assert loud().trusted(YES, ASKED, quiet) is not None
