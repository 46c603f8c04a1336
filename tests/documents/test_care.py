"""The care of the last 24 months, from the history of reimbursements."""

from __future__ import annotations

from datetime import date

from assistant.documents.care import Care, care_in, of_the_last_months
from tests.documents.papers import cda, needs_shared


def test_the_public_history_is_read_row_by_row() -> None:
    content = (needs_shared() / "ExemplesCDA" / "CNAM-HR_2021.01.xml").read_bytes()
    found = care_in(content)
    assert len(found) == 25
    assert found[0].day == date(2019, 7, 11)
    crestor = next(care for care in found if care.what.startswith("CRESTOR"))
    assert (crestor.day, crestor.kind) == (date(2019, 3, 11), "Médicaments")
    assert crestor.who == "Dr Laure MARIGNY"
    stay = next(care for care in found if care.kind == "Hospitalisations")
    assert (stay.day, stay.who) == (date(2019, 5, 15), "CLINIQUE SAINTE GENEVIEVE")


def test_what_is_older_than_24_months_is_left_out_and_nothing_is_told_twice() -> None:
    def care(year: int, month: int, day: int) -> Care:
        return Care(date(year, month, day), "Actes", "consultation", "")

    newest, just, older = care(2026, 3, 10), care(2024, 3, 10), care(2024, 3, 9)
    assert of_the_last_months([older, just, newest, newest]) == [newest, just]
    assert of_the_last_months([]) == []


def test_another_document_holds_no_care() -> None:
    assert care_in(cda()) == []
    assert care_in(b"<broken") == []
