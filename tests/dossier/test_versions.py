"""The newest signed paper counts; an older one, or a revoked one, never comes back."""

from __future__ import annotations

from datetime import date

from assistant.dossier.status import Stage
from assistant.dossier.wishes.versions import in_force, versions
from tests.dossier.telling import IDENTITY, WISHES, Telling


def _signed() -> Telling:
    return Telling(**IDENTITY, **WISHES, directives__signed_on="2026-11-25").later(30)


def test_nothing_signed_is_no_version() -> None:
    told = Telling(**IDENTITY, **WISHES)
    assert versions("1", "directives", told.history) == ()
    assert in_force("1", "directives", told.history) is None


def test_what_was_signed_stays_readable_while_a_change_waits_for_its_signature() -> None:
    changed = _signed().tells(directives__resuscitation="accept")
    paper = in_force("1", "directives", changed.history)
    assert paper is not None
    assert (paper.stage, paper.signed_on) == (Stage.SIGNED, date(2026, 11, 25))
    assert paper.content.value("directives.resuscitation") == "refuse"
    assert changed.dossier.value("directives.resuscitation") == "accept"


def test_the_new_signature_supersedes_the_older_paper() -> None:
    signed_again = _signed().tells(
        directives__resuscitation="accept", directives__signed_on="2026-12-26"
    )
    old, new = versions("1", "directives", signed_again.history)
    assert (old.stage, old.since) == (Stage.SUPERSEDED, date(2026, 12, 26))
    assert (new.stage, new.content.value("directives.resuscitation")) == (Stage.SIGNED, "accept")


def test_a_day_said_again_corrects_the_day_of_the_same_paper() -> None:
    corrected = _signed().tells(directives__signed_on="2026-11-26")
    (paper,) = versions("1", "directives", corrected.history)
    assert paper.signed_on == date(2026, 11, 26)


def test_of_two_papers_the_one_with_the_later_day_counts_whichever_was_told_last() -> None:
    found = _signed().tells(directives__dialysis="refuse", directives__signed_on="2015-01-01")
    counts = in_force("1", "directives", found.history)
    assert counts is not None
    assert counts.signed_on == date(2026, 11, 25)


def test_a_revocation_ends_every_paper_and_a_new_one_may_follow() -> None:
    revoked = _signed().tells(directives__revoked_on="2026-12-25")
    assert in_force("1", "directives", revoked.history) is None
    (paper,) = versions("1", "directives", revoked.history)
    assert (paper.stage, paper.since) == (Stage.REVOKED, date(2026, 12, 25))
    anew = revoked.tells(directives__dialysis="refuse", directives__signed_on="2026-12-26")
    counts = in_force("1", "directives", anew.history)
    assert counts is not None
    assert counts.signed_on == date(2026, 12, 26)
