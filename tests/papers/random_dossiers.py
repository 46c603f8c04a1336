"""Dossiers at random: any question answered in any way, for the person they make."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from assistant.answers.kind import Value
from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.steps import STEPS
from assistant.steps.step import Question
from assistant.words.words import words_in
from tests.conftest import NOW

LETTERS = "abcdefghijklmnoprstuvxyzàâçéèêëîïôùûüœABCDEFGHJLMNPRSTVÉÈÀÇ"
SIGNS = LETTERS + "0123456789     '-,;:!?()%/«»&<>\"’ł"
STATES = (State.NONE, State.UNKNOWN, State.REFUSED, State.SKIPPED)

_said = st.text(SIGNS, min_size=1, max_size=60).map(lambda s: " ".join(s.split())).filter(bool)
_name = st.lists(st.text(LETTERS, min_size=2, max_size=12), min_size=1, max_size=3).map(" ".join)
_day = st.dates(NOW.date().replace(year=1920), NOW.date()).map(lambda day: day.isoformat())
_OF_KIND: dict[str, st.SearchStrategy[Value]] = {
    "yes_no": st.booleans(),
    "name": _name,
    "text": _said,
    "date": _day,
    "past_date": _day | _day.map(lambda day: day[:7]) | _day.map(lambda day: day[:4]),
    "phone": st.sampled_from(["+33612345678", "+33240112233", "+262692123456"]),
    "address": st.sampled_from(["12 rue des Lilas, 75020 Paris", "Le Bourg, 35000 Rennes"]),
    "email": st.sampled_from(["jeanne.martin@exemple.fr", "p-d_7@exemple.fr"]),
    "practitioner": st.builds(
        lambda name, town: {"name": name, "speciality": "cardiologue", "town": town, "rpps": None},
        _name,
        _name,
    ),
}


def _value(question: Question) -> st.SearchStrategy[Value]:
    if question.kind.name == "choice":
        return st.sampled_from(sorted(words_in("fr").fields[question.id].options))
    return _OF_KIND[question.kind.name]


@st.composite
def dossiers(draw: Any) -> Dossier:
    """A dossier; each question may be open, given, or in any state, and lists have 0 to 3 items."""
    dossier, at = Dossier("12345678"), NOW
    for step in STEPS:
        for question in step.questions:
            at += timedelta(seconds=1)
            if draw(st.integers(0, 3)) == 0:
                continue
            if question.is_list:
                for item in range(1, draw(st.integers(0, 3)) + 1):
                    for part in question.items:
                        _record(draw, dossier, part, item, at)
            _record(draw, dossier, question, None, at)
    return dossier


def _record(draw: Any, dossier: Dossier, question: Question, item: int | None, at: Any) -> None:
    state = draw(st.sampled_from((State.GIVEN, State.GIVEN, State.GIVEN, *STATES)))
    dossier.record(
        RecordedAnswer(
            field=question.id,
            item=item,
            value=draw(_value(question)) if state is State.GIVEN else None,
            state=state,
            said=draw(_said),
            channel="test",
            at=at,
        )
    )
