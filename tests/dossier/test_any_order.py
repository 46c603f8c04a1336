"""Whatever is told, in whatever order: nothing counts without its marks, nothing revoked counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.dossier.status import Stage, Status, statuses
from assistant.dossier.wishes.versions import in_force, versions
from tests.dossier.telling import IDENTITY, WISHES, Telling

CHANGES, SIGNS, REVOKES, ENTRUSTS, PRINTS = "changes", "signs", "revokes", "entrusts", "prints"
TOLD = st.lists(st.sampled_from([CHANGES, SIGNS, REVOKES, ENTRUSTS, PRINTS]), max_size=12)


def _telling(told: list[str]) -> Telling:
    """A day goes by between two things told; each is done on the day it is told."""
    telling = Telling(**IDENTITY, **WISHES)
    for number, what in enumerate(told):
        today = telling.later(1).at.date().isoformat()
        telling.tells(
            **{
                CHANGES: {"directives__other": f"ma volonté {number}"},
                SIGNS: {"directives__signed_on": today},
                REVOKES: {"directives__revoked_on": today},
                ENTRUSTS: {"directives__deposited_with": "mon médecin"},
                PRINTS: {"directives__printed_on": today},
            }[what]
        )
    return telling


def _directives(telling: Telling) -> Status:
    return statuses(telling.dossier)["directives"]


@given(TOLD)
def test_it_counts_only_when_nothing_is_missing_and_its_last_words_are_signed(
    told: list[str],
) -> None:
    status = _directives(_telling(told))
    decisive = [what for what in told if what in (CHANGES, SIGNS, REVOKES)]
    assert status.valid == (decisive[-1:] == [SIGNS])
    assert status.valid == (not status.missing and status.stage is not Stage.REVOKED)


@given(TOLD)
def test_what_was_revoked_last_is_neither_in_force_nor_hides_an_older_paper(
    told: list[str],
) -> None:
    telling = _telling(told)
    status = _directives(telling)
    ends = [what for what in told if what in (SIGNS, REVOKES)]
    if ends[-1:] != [SIGNS]:
        assert (status.valid, status.in_force) == (False, None)
        assert in_force("1", "directives", telling.history) is None


@given(TOLD)
def test_the_status_and_the_papers_of_the_past_name_the_same_paper(told: list[str]) -> None:
    telling = _telling(told)
    status = _directives(telling)
    counts = in_force("1", "directives", telling.history)
    signed = telling.dossier.value("directives.signed_on")
    if status.valid:
        assert counts is not None
        assert counts.signed_on.isoformat() == signed
        assert counts.content.value("directives.other") == telling.dossier.value("directives.other")
    else:
        assert (counts.signed_on if counts else None) == status.in_force


@given(TOLD)
def test_at_most_one_paper_counts_at_a_time(told: list[str]) -> None:
    papers = versions("1", "directives", _telling(told).history)
    assert sum(paper.stage is Stage.SIGNED for paper in papers) <= 1
