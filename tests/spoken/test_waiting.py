"""What a silence means. Pure: the time is passed in."""

from __future__ import annotations

from channels.spoken.rules import Rules
from channels.spoken.waiting import Follows, Waiting

RULES = Rules(silence=20.0, long_silence=60.0, hangs_up_after=4, longest=1_000.0)


def silences(waiting: Waiting, now: float, many: int) -> list[tuple[float, Follows]]:
    """When each is over, and what follows."""
    found = []
    for _ in range(many):
        now = waiting.due(now, None, somebody_speaks=False)
        found.append((now, waiting.follows(now, somebody_speaks=False)))
    return found


def test_the_question_comes_once_more_then_there_is_no_hurry_and_a_call_ends() -> None:
    assert silences(Waiting(RULES, 100.0), 100.0, 4) == [
        (120.0, "the question"),
        (140.0, "no hurry"),
        (200.0, "nothing"),
        (260.0, "nobody is there"),
    ]


def test_whatever_comes_begins_the_silence_anew_and_another_reply_all_of_it() -> None:
    waiting = Waiting(RULES, 100.0)
    assert silences(waiting, 100.0, 1) == [(120.0, "the question")]
    waiting.broken(130.0)
    assert silences(waiting, 130.0, 1) == [(150.0, "no hurry")]
    waiting.anew()
    assert silences(waiting, 150.0, 1) == [(170.0, "the question")]


def test_while_somebody_speaks_it_is_no_silence() -> None:
    waiting = Waiting(RULES, 100.0)
    assert waiting.due(119.0, None, somebody_speaks=True) == 139.0
    assert waiting.follows(125.0, somebody_speaks=True) == "nothing"


def test_who_is_keying_in_has_the_time_of_the_entry() -> None:
    assert Waiting(RULES, 100.0).due(119.0, 123.0, somebody_speaks=False) == 123.0


def test_the_longest_call_ends_though_somebody_speaks() -> None:
    waiting = Waiting(RULES, 100.0)
    assert waiting.due(1_095.0, 1_120.0, somebody_speaks=True) == 1_100.0
    assert waiting.follows(1_100.0, somebody_speaks=True) == "too long"
