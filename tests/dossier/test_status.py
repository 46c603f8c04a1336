"""Each status against the text of each rule: what counts, what is missing, what to do next."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.dossier.dossier import State
from assistant.dossier.status import Stage, Status, statuses
from assistant.knowledge.knowledge import FOLDER
from assistant.steps import STEP_NAMED
from assistant.words.words import LANGUAGES, read_file, words_in
from tests.dossier.telling import CLAIRE, IDENTITY, WISHES, Telling

SIGNED = "2026-11-25"


def _status(wish: str, telling: Telling) -> Status:
    return statuses(telling.dossier)[wish]


# --- nothing, and everything


def test_with_nothing_said_there_is_no_wish_to_judge() -> None:
    assert statuses(Telling(**IDENTITY).dossier) == {}


def test_who_wants_neither_has_no_status_for_either() -> None:
    nobody = Telling(trusted_person__wanted=False, directives__wanted=False)
    assert statuses(nobody.dossier) == {}


def test_with_everything_signed_and_entrusted_nothing_is_left_to_do() -> None:
    all_done = Telling(**IDENTITY, **CLAIRE, **WISHES).later(2)
    all_done.tells(
        trusted_person__signed_on="2026-11-26",
        directives__signed_on="2026-11-26",
        trusted_person__deposited_with="mon médecin",
        directives__deposited_with="mon médecin",
        organ_donation__position="agree",
        organ_donation__relatives_told=True,
    )
    found = statuses(all_done.dossier)
    assert {wish: (s.valid, s.missing, s.next_step) for wish, s in found.items()} == {
        "trusted_person": (True, (), ""),
        "directives": (True, (), ""),
        "organ_donation": (True, (), ""),
    }
    assert found["directives"].stage is Stage.DEPOSITED
    assert found["directives"].deposited_with == "mon médecin"


# --- L1111-6: the trusted person, in writing, co-signed


def test_a_trusted_person_who_only_was_named_lacks_an_agreement_and_two_signatures() -> None:
    named = Telling(trusted_person__wanted=True, trusted_person__name="Claire Martin")
    status = _status("trusted_person", named)
    assert status.missing == ("acceptance", "signature", "co_signature")
    assert (status.stage, status.next_step) == (Stage.DRAFT, "next_trusted_invite")


@pytest.mark.parametrize(
    ("answer", "step"),
    [
        ("not_asked", "next_trusted_invite"),
        ("asked", "next_trusted_awaited"),
        ("refused", "next_trusted_refused"),
    ],
)
def test_until_they_accept_the_agreement_is_missing(answer: str, step: str) -> None:
    status = _status("trusted_person", Telling(**{**CLAIRE, "trusted_person__accepts": answer}))
    assert "acceptance" in status.missing
    assert (status.valid, status.next_step) == (False, step)


def test_accepted_and_unsigned_lacks_both_signatures() -> None:
    status = _status("trusted_person", Telling(**CLAIRE))
    assert status.missing == ("signature", "co_signature")
    assert status.next_step == "next_trusted_sign"


def test_one_signature_of_two_is_not_enough() -> None:
    status = _status("trusted_person", Telling(**CLAIRE, trusted_person__author_signed_on=SIGNED))
    assert (status.valid, status.missing) == (False, ("co_signature",))
    assert status.next_step == "next_trusted_co_sign"


def test_signed_by_both_it_counts_and_is_to_be_entrusted() -> None:
    status = _status("trusted_person", Telling(**CLAIRE, trusted_person__signed_on=SIGNED))
    assert (status.valid, status.missing) == (True, ())
    assert (status.stage, status.since) == (Stage.SIGNED, date(2026, 11, 25))
    assert status.next_step == "next_trusted_deposit"


def test_to_sign_is_to_accept() -> None:
    asked = Telling(**{**CLAIRE, "trusted_person__accepts": "asked"})
    assert _status("trusted_person", asked.tells(trusted_person__signed_on=SIGNED)).valid


def test_who_refuses_after_signing_is_a_trusted_person_no_more() -> None:
    signed = Telling(**CLAIRE, trusted_person__signed_on=SIGNED)
    status = _status("trusted_person", signed.tells(trusted_person__accepts="refused"))
    assert (status.valid, status.missing) == (False, ("acceptance",))


def test_another_name_is_another_person_whose_agreement_and_signature_are_to_be_had() -> None:
    signed = Telling(**CLAIRE, trusted_person__signed_on=SIGNED)
    status = _status("trusted_person", signed.tells(trusted_person__name="Paul Durand"))
    assert status.missing == ("acceptance", "signature", "co_signature")
    assert status.in_force == date(2026, 11, 25)


def test_a_trusted_person_must_be_of_age() -> None:
    minor = Telling(**CLAIRE, trusted_person__birth_date="2010-01-01")
    assert "adult" in _status("trusted_person", minor).missing
    of_age = minor.tells(trusted_person__birth_date="2008-11-24")
    assert "adult" not in _status("trusted_person", of_age).missing


def test_under_representation_a_trusted_person_needs_the_judge() -> None:
    represented = Telling(**CLAIRE, directives__protection="representation")
    represented.tells(trusted_person__signed_on=SIGNED)
    status = _status("trusted_person", represented)
    assert (status.valid, status.missing) == (False, ("authorisation",))
    assert "L1111-6-protection" in status.rules
    assert _status(
        "trusted_person", represented.tells(trusted_person__authorised_on="2026-10-01")
    ).valid


def test_who_cannot_sign_needs_two_witnesses_for_the_trusted_person_too() -> None:
    cannot = Telling(**CLAIRE, directives__can_sign=False)
    status = _status("trusted_person", cannot)
    assert status.missing == ("witnesses", "co_signature")
    assert "has-2016-witnesses" in status.rules


# --- L1111-11 and R1111-17: directives, a writing dated and signed


def test_directives_said_aloud_lack_date_and_signature() -> None:
    status = _status("directives", Telling(**IDENTITY, **WISHES))
    assert (status.valid, status.missing) == (False, ("date", "signature"))
    assert (status.stage, status.since) == (Stage.DRAFT, date(2026, 11, 24))
    assert status.rules == ("L1111-11", "R1111-17")


@pytest.mark.parametrize("part", IDENTITY)
def test_the_author_is_named_with_date_and_place_of_birth(part: str) -> None:
    told = Telling(**{**IDENTITY, part: State.SKIPPED}, **WISHES, directives__signed_on=SIGNED)
    assert _status("directives", told).missing == ("identity",)


def test_printed_is_not_signed() -> None:
    told = Telling(**IDENTITY, **WISHES, directives__printed_on="2026-11-24")
    status = _status("directives", told)
    assert (status.valid, status.stage) == (False, Stage.PRINTED)


def test_dated_and_signed_they_count() -> None:
    status = _status("directives", Telling(**IDENTITY, **WISHES, directives__signed_on=SIGNED))
    assert (status.valid, status.stage, status.since) == (True, Stage.SIGNED, date(2026, 11, 25))
    assert status.next_step == "next_directives_deposit"
    assert "R1111-19" in status.rules


def test_a_plan_to_keep_the_paper_somewhere_is_no_deposit_until_it_is_signed() -> None:
    planned = Telling(**IDENTITY, **WISHES, directives__kept_by="chez ma fille")
    assert _status("directives", planned).stage is Stage.DRAFT
    signed = planned.tells(directives__signed_on=SIGNED)
    assert _status("directives", signed).stage is Stage.SIGNED
    entrusted = _status("directives", signed.tells(directives__deposited_with="ma fille"))
    assert (entrusted.stage, entrusted.deposited_with) == (Stage.DEPOSITED, "ma fille")


def test_a_paper_older_than_what_was_told_counts_and_is_to_be_compared() -> None:
    told = Telling(**IDENTITY, **WISHES, directives__signed_on="2020-03-04")
    status = _status("directives", told)
    assert (status.valid, status.next_step) == (True, "next_directives_compare")


def test_a_paper_made_elsewhere_counts_though_its_wishes_were_not_told() -> None:
    told = Telling(**IDENTITY, directives__signed_on="2020-03-04")
    assert _status("directives", told).valid


def test_directives_of_old_count_for_ever() -> None:
    """The three years of the law of 2005 are no more: there is no end to how long they count."""
    told = Telling(**IDENTITY, **WISHES, directives__signed_on="2006-01-01")
    assert _status("directives", told).valid


def test_wanted_without_a_wish_told_lacks_the_wishes() -> None:
    told = Telling(**IDENTITY, directives__wanted=True)
    assert _status("directives", told).missing == ("wishes", "date", "signature")


WITNESSED = {
    "directives__witness_1": "Claire Martin",
    "directives__witness_1_capacity": "personne de confiance",
    "directives__witness_2": "Paul Durand",
    "directives__witness_2_capacity": "voisin",
}


def _cannot_sign(**more: Any) -> Telling:
    return Telling(**IDENTITY, **CLAIRE, **{**WISHES, "directives__can_sign": False}, **more)


def test_who_cannot_sign_needs_two_witnesses_the_trusted_person_among_them() -> None:
    status = _status("directives", _cannot_sign())
    assert status.missing == ("date", "witnesses", "trusted_person_as_witness")
    assert "signature" not in status.missing
    assert "R1111-17-witnesses" in status.rules


def test_with_two_named_witnesses_only_the_signing_is_left() -> None:
    assert _status("directives", _cannot_sign(**WITNESSED)).missing == ("date", "witnesses")
    assert _status("directives", _cannot_sign(**WITNESSED, directives__signed_on=SIGNED)).valid


def test_each_witness_gives_a_capacity() -> None:
    without = {**WITNESSED, "directives__witness_2_capacity": State.UNKNOWN}
    status = _status("directives", _cannot_sign(**without, directives__signed_on=SIGNED))
    assert (status.valid, status.missing) == (False, ("witness_capacity",))


def test_one_person_is_not_two_witnesses() -> None:
    twice = {**WITNESSED, "directives__witness_2": "claire  MARTIN"}
    status = _status("directives", _cannot_sign(**twice, directives__signed_on=SIGNED))
    assert status.missing == ("witnesses",)


def test_two_witnesses_without_the_trusted_person_are_not_enough_when_there_is_one() -> None:
    others = {**WITNESSED, "directives__witness_1": "Anne Roy"}
    status = _status("directives", _cannot_sign(**others, directives__signed_on=SIGNED))
    assert status.missing == ("trusted_person_as_witness",)


def test_two_witnesses_are_enough_when_no_trusted_person_is_designated() -> None:
    others = {**WITNESSED, "directives__witness_1": "Anne Roy"}
    alone = Telling(**IDENTITY, **{**WISHES, "directives__can_sign": False}, **others)
    assert _status("directives", alone.tells(directives__signed_on=SIGNED)).valid


def test_one_who_refused_to_be_trusted_person_need_not_be_a_witness() -> None:
    others = {**WITNESSED, "directives__witness_1": "Anne Roy"}
    refused = _cannot_sign(**others).tells(
        trusted_person__accepts="refused", directives__signed_on=SIGNED
    )
    assert _status("directives", refused).valid


def test_under_representation_the_judge_or_the_family_council_must_authorise() -> None:
    told = Telling(**IDENTITY, **{**WISHES, "directives__protection": "representation"})
    signed = told.tells(directives__signed_on=SIGNED)
    status = _status("directives", signed)
    assert (status.valid, status.missing) == (False, ("authorisation",))
    assert "R1111-17-protection" in status.rules
    assert _status("directives", signed.tells(directives__authorised_on="2026-10-01")).valid


def test_under_assistance_the_person_decides_alone() -> None:
    told = Telling(**IDENTITY, **{**WISHES, "directives__protection": "assistance"})
    assert _status("directives", told.tells(directives__signed_on=SIGNED)).valid


# --- revised and revoked at any time, by any means; the newest paper counts


def test_a_wish_changed_after_signing_is_a_draft_while_the_signed_paper_still_counts() -> None:
    signed = Telling(**IDENTITY, **WISHES, directives__signed_on=SIGNED).later(30)
    status = _status("directives", signed.tells(directives__resuscitation="accept"))
    assert (status.valid, status.stage) == (False, Stage.DRAFT)
    assert status.missing == ("date", "signature")
    assert status.in_force == date(2026, 11, 25)
    again = _status("directives", signed.tells(directives__signed_on="2026-12-30"))
    assert (again.valid, again.since, again.in_force) == (True, date(2026, 12, 30), None)


def test_revoked_it_does_not_count_and_nothing_older_comes_back() -> None:
    signed = Telling(**IDENTITY, **WISHES, directives__signed_on=SIGNED).later(30)
    signed.tells(directives__resuscitation="accept", directives__revoked_on="2026-12-25")
    status = _status("directives", signed)
    assert (status.valid, status.stage, status.in_force) == (False, Stage.REVOKED, None)
    assert (status.since, status.next_step) == (date(2026, 12, 25), "next_directives_revoked")
    anew = _status("directives", signed.tells(directives__resuscitation="refuse"))
    assert (anew.stage, anew.in_force) == (Stage.DRAFT, None)


def test_signed_anew_after_a_revocation_it_counts_again() -> None:
    told = Telling(**IDENTITY, **WISHES, directives__signed_on=SIGNED)
    told.tells(directives__revoked_on="2026-11-26", directives__signed_on="2026-11-27")
    assert _status("directives", told).valid


def test_a_wish_given_up_keeps_its_signed_paper_until_it_is_revoked() -> None:
    told = Telling(**IDENTITY, **WISHES, directives__signed_on=SIGNED)
    status = _status("directives", told.tells(directives__wanted=False))
    assert (status.valid, status.next_step) == (True, "next_directives_unwanted")


def test_a_trusted_person_is_revoked_at_any_time() -> None:
    told = Telling(**CLAIRE, trusted_person__signed_on=SIGNED)
    status = _status("trusted_person", told.tells(trusted_person__revoked_on="2026-11-26"))
    assert (status.valid, status.stage) == (False, Stage.REVOKED)


# --- L1232-1 and R1232-4-4: three routes for a refusal of organ donation

REFUSES = {"organ_donation__position": "refuse_all"}


def test_an_agreement_is_presumed_and_needs_no_paper() -> None:
    status = _status("organ_donation", Telling(organ_donation__position="agree"))
    assert (status.valid, status.stage, status.next_step) == (True, Stage.SAID, "next_organ_tell")


def test_who_has_not_decided_hears_that_the_law_presumes_consent() -> None:
    status = _status("organ_donation", Telling(organ_donation__position="undecided"))
    assert (status.valid, status.next_step) == (False, "next_organ_presumed")


def test_a_refusal_said_here_alone_does_not_count() -> None:
    status = _status("organ_donation", Telling(**REFUSES))
    assert (status.valid, status.missing) == (False, ("registration",))
    assert status.next_step == "next_organ_register"


def test_first_route_the_national_register() -> None:
    status = _status("organ_donation", Telling(**REFUSES, organ_donation__registered="registered"))
    assert (status.valid, status.stage) == (True, Stage.REGISTERED)
    assert "R1232-6" in status.rules


def test_second_route_a_signed_paper_entrusted_to_a_relative() -> None:
    signed = Telling(**IDENTITY, **REFUSES, organ_donation__paper_signed_on=SIGNED)
    status = _status("organ_donation", signed)
    assert (status.valid, status.next_step) == (False, "next_organ_entrust")
    entrusted = _status("organ_donation", signed.tells(organ_donation__paper_given_to="ma fille"))
    assert (entrusted.valid, entrusted.stage) == (True, Stage.DEPOSITED)
    assert entrusted.deposited_with == "ma fille"


@pytest.mark.parametrize("part", IDENTITY)
def test_the_paper_of_a_refusal_names_its_author(part: str) -> None:
    told = Telling(**{**IDENTITY, part: State.SKIPPED}, **REFUSES)
    told.tells(organ_donation__paper_signed_on=SIGNED, organ_donation__paper_given_to="ma fille")
    status = _status("organ_donation", told)
    assert (status.valid, status.missing) == (False, ("registration", "identity"))


def test_the_paper_of_who_cannot_sign_has_two_witnesses() -> None:
    told = Telling(**IDENTITY, **REFUSES, directives__can_sign=False)
    told.tells(organ_donation__paper_signed_on=SIGNED, organ_donation__paper_given_to="ma fille")
    assert _status("organ_donation", told).missing == ("registration", "witnesses")
    assert _status("organ_donation", told.tells(**WITNESSED)).valid


def test_third_route_relatives_told_may_report_it_and_the_register_is_still_proposed() -> None:
    status = _status("organ_donation", Telling(**REFUSES, organ_donation__relatives_told=True))
    assert (status.valid, status.missing) == (False, ("registration",))
    assert status.next_step == "next_organ_told"


def test_a_refusal_changed_is_no_longer_what_the_register_holds() -> None:
    told = Telling(**REFUSES, organ_donation__registered="registered")
    told.tells(organ_donation__position="refuse_some", organ_donation__refused="les yeux")
    assert _status("organ_donation", told).missing == ("registration",)


def test_who_agrees_after_all_must_leave_the_register() -> None:
    told = Telling(**REFUSES, organ_donation__registered="registered")
    status = _status("organ_donation", told.tells(organ_donation__position="agree"))
    assert (status.valid, status.missing) == (False, ("withdrawal",))
    assert status.next_step == "next_organ_withdraw"


# --- what the statuses rest on


def _every_status() -> list[Status]:
    told = (
        Telling(**IDENTITY, **CLAIRE, **WISHES),
        _cannot_sign(directives__signed_on=SIGNED),
        Telling(**CLAIRE, directives__wanted=True, directives__protection="representation"),
        Telling(**REFUSES, organ_donation__registered="registered"),
        Telling(**IDENTITY, **WISHES, directives__revoked_on=SIGNED),
    )
    return [status for one in told for status in statuses(one.dossier).values()]


def test_every_rule_cited_is_in_the_file_of_the_law() -> None:
    law = read_file(FOLDER.parent / "law.yml")
    cited = {rule for status in _every_status() for rule in status.rules}
    assert len(cited) >= 8
    assert cited <= law.keys()
    for rule in cited:
        assert law[rule]["source"]
        assert law[rule]["checked_on"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_next_step_and_missing_word_has_its_sentence(lang: Any) -> None:
    said = words_in(lang).sentences
    for status in _every_status():
        assert not status.next_step or status.next_step in said
        assert all(f"missing_{word}" in said for word in status.missing)


def test_the_content_of_the_directives_is_every_wish_of_the_step() -> None:
    from assistant.dossier.wishes.directives import CONTENT

    will = [q.id for q in STEP_NAMED["directives"].questions if q.will]
    assert list(CONTENT) == [w for w in will if w.split(".")[1] not in ("wanted", "revoked_on")]
