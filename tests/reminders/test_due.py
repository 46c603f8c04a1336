"""What is due, and when: worked out anew from the dossier, whatever the clock does."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from assistant.dossier.due import Due, due
from tests.dossier.telling import CLAIRE, IDENTITY, WISHES, Telling

REQUESTED = date(2026, 11, 25)


def _awaiting(**more: Any) -> Telling:
    told = {
        "activation__state": "not_active",
        "activation__requested_on": REQUESTED.isoformat(),
        "activation__code_received": False,
    }
    return Telling(**{**told, **more})


def _kinds(telling: Telling, day: date) -> list[str]:
    return [one.kind for one in due(telling.dossier, day)]


@pytest.mark.parametrize(
    ("days", "kinds"),
    [
        (0, []),
        (20, []),
        (21, ["code_due"]),
        (28, ["code_due"]),
        (35, ["code_missing"]),
        (400, ["code_missing"]),
    ],
)
def test_a_code_is_due_after_three_weeks_and_missing_a_week_before_it_expires(
    days: int, kinds: list[str]
) -> None:
    assert _kinds(_awaiting(), REQUESTED + timedelta(days)) == kinds


def test_a_code_that_came_and_was_not_used_is_reminded_in_its_last_week() -> None:
    came = _awaiting(activation__code_received=True)
    assert _kinds(came, REQUESTED + timedelta(30)) == []
    assert _kinds(came, REQUESTED + timedelta(35)) == ["code_expires"]
    used = came.tells(activation__first_login_done=True)
    assert _kinds(used, REQUESTED + timedelta(35)) == []


@pytest.mark.parametrize("state", ["active", "objected"])
def test_who_is_in_or_does_not_want_to_be_waits_for_no_code(state: str) -> None:
    assert _kinds(_awaiting(activation__state=state), REQUESTED + timedelta(21)) == []


def test_who_said_that_very_day_that_it_is_not_there_is_not_told_to_look() -> None:
    told = _awaiting().later(22).tells(activation__code_received=False)
    assert _kinds(told, REQUESTED + timedelta(22)) == []
    assert _kinds(told, REQUESTED + timedelta(35)) == ["code_missing"]


def test_a_new_request_is_a_new_reminder() -> None:
    first = due(_awaiting().dossier, REQUESTED + timedelta(21))
    again = _awaiting().tells(activation__requested_on="2026-12-20")
    assert first == (Due("code_due", date(2026, 12, 16)),)
    assert due(again.dossier, date(2027, 1, 10)) == (Due("code_due", date(2027, 1, 10)),)


def test_the_review_is_due_on_its_day() -> None:
    told = Telling(review__next_on="2027-11-24")
    assert _kinds(told, date(2027, 11, 23)) == []
    assert _kinds(told, date(2027, 11, 24)) == ["review"]


def test_signed_directives_are_recalled_each_year_and_those_revoked_never() -> None:
    signed = Telling(**IDENTITY, **WISHES, directives__signed_on="2026-11-25")
    assert due(signed.dossier, date(2027, 11, 24)) == ()
    assert due(signed.dossier, date(2027, 11, 25)) == (Due("directives", date(2027, 11, 25)),)
    assert due(signed.dossier, date(2029, 1, 1)) == (Due("directives", date(2028, 11, 25)),)
    changed = signed.tells(directives__dialysis="refuse")
    assert _kinds(changed, date(2027, 11, 25)) == ["directives"]
    assert _kinds(signed.tells(directives__revoked_on="2026-11-26"), date(2027, 11, 25)) == []


def test_signed_on_a_leap_day_they_are_recalled_on_the_last_of_february() -> None:
    signed = Telling(**IDENTITY, **WISHES, directives__signed_on="2028-02-29")
    assert due(signed.dossier, date(2029, 3, 1)) == (Due("directives", date(2029, 2, 28)),)


def test_who_tells_today_of_a_paper_of_old_is_not_reminded_of_it_today() -> None:
    told = Telling(**IDENTITY, directives__signed_on="2020-03-04")
    assert _kinds(told, date(2026, 11, 24)) == []
    assert _kinds(told, date(2027, 3, 4)) == ["directives"]


def test_unsigned_directives_are_recalled_never() -> None:
    assert _kinds(Telling(**IDENTITY, **WISHES), date(2040, 1, 1)) == []


def test_a_trusted_person_who_does_not_answer_is_asked_again_after_two_weeks() -> None:
    asked = Telling(**{**CLAIRE, "trusted_person__accepts": "asked"})
    assert _kinds(asked, date(2026, 12, 7)) == []
    assert _kinds(asked, date(2026, 12, 8)) == ["trusted_person"]
    assert _kinds(asked.tells(trusted_person__accepts="accepted"), date(2026, 12, 8)) == []
