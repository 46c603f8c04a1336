"""The trusted person: designated in writing, with two signatures (CSP L1111-6)."""

from __future__ import annotations

from datetime import date

from assistant.dossier.dossier import Dossier
from assistant.dossier.wishes.paper import (
    Paper,
    Stage,
    Status,
    cannot_sign,
    day_of,
    given,
    is_represented,
)
from assistant.dossier.wishes.witnesses import lacking_witnesses

CONTENT = ("trusted_person.name",)
ADULT = 18  # years, CSP L1111-6


def trusted_person(dossier: Dossier) -> Status | None:
    """The status, or None when no trusted person is wanted and no paper designates one."""
    paper = Paper(dossier, "trusted_person", CONTENT)
    stage, since = paper.stage()
    older = paper.older_in_force()
    wanted = dossier.value("trusted_person.wanted")
    given_up = wanted is False
    if wanted is not True and stage is not Stage.REVOKED and not (paper.is_signed() or older):
        return None
    if stage is Stage.REVOKED:
        return Status(
            valid=False,
            stage=stage,
            since=since,
            next_step="next_trusted_revoked",
            rules=("L1111-6",),
            deposited_with=paper.holder(),
        )
    marks = _lacking_marks(dossier, paper)
    missing = (*marks, *_lacking_signatures(dossier, paper))
    return Status(
        valid=not missing,
        missing=missing,
        stage=stage,
        since=since,
        in_force=older,
        deposited_with=paper.holder(),
        next_step=_next_step(dossier, missing, stage, is_given_up=given_up),
        rules=_rules(dossier),
    )


def is_designated(dossier: Dossier) -> bool:
    """Whether somebody is named who did not refuse: then one of the two witnesses (R1111-17)."""
    return (
        dossier.value("trusted_person.wanted") is True
        and dossier.value("trusted_person.name") is not None
        and not has_refused(dossier)
        and not Paper(dossier, "trusted_person", CONTENT).is_revoked()
    )


def has_refused(dossier: Dossier) -> bool:
    """Whether the person who is named now refused."""
    return _answer_of_the_one_named(dossier) == "refused"


def _answer_of_the_one_named(dossier: Dossier) -> str:
    """What the person named now answered; an answer given before they were named is another's."""
    name, accepts = (given(dossier, f"trusted_person.{part}") for part in ("name", "accepts"))
    if name is None or accepts is None or accepts.at < name.at:
        return "not_asked"
    return str(accepts.value)


def _lacking_marks(dossier: Dossier, paper: Paper) -> tuple[str, ...]:
    missing = []
    if dossier.value("trusted_person.name") is None:
        missing.append("name")
    if not _accepts(dossier, paper):
        missing.append("acceptance")
    if _is_minor(dossier, paper):
        missing.append("adult")
    if is_represented(dossier) and day_of(dossier, "trusted_person.authorised_on") is None:
        missing.append("authorisation")
    return tuple(missing)


def _accepts(dossier: Dossier, paper: Paper) -> bool:
    """Said to accept; or signed since, which is to accept."""
    answer = _answer_of_the_one_named(dossier)
    if answer == "accepted":
        return True
    accepts, signed = (given(dossier, f"trusted_person.{p}") for p in ("accepts", "signed_on"))
    signed_since = signed is not None and (accepts is None or signed.at >= accepts.at)
    return paper.is_signed() and signed_since


def _is_minor(dossier: Dossier, paper: Paper) -> bool:
    """Under age on the day of the signature, or else on the day the date of birth was said."""
    born, said = given(dossier, "trusted_person.birth_date"), paper.day("signed_on")
    if born is None or not isinstance(born.value, str):
        return False
    return _age(date.fromisoformat(born.value), said or born.at.date()) < ADULT


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _lacking_signatures(dossier: Dossier, paper: Paper) -> tuple[str, ...]:
    if paper.is_signed():
        return lacking_witnesses(dossier, must_hold=None) if cannot_sign(dossier) else ()
    own = "witnesses" if cannot_sign(dossier) else "signature"
    if own == "signature" and paper.is_of_this_wish("author_signed_on"):
        return ("co_signature",)
    return (own, "co_signature")


def _rules(dossier: Dossier) -> tuple[str, ...]:
    extra = ["L1111-6-protection"] if is_represented(dossier) else []
    extra += ["has-2016-witnesses"] if cannot_sign(dossier) else []
    return ("L1111-6", *extra)


def _next_step(
    dossier: Dossier, missing: tuple[str, ...], stage: Stage, *, is_given_up: bool
) -> str:
    if is_given_up:
        return "next_trusted_unwanted"
    if has_refused(dossier):
        return "next_trusted_refused"
    asked = _answer_of_the_one_named(dossier) == "asked"
    for word, step in (
        ("name", "next_trusted_name"),
        ("adult", "next_trusted_adult"),
        ("authorisation", "next_authorisation"),
        ("acceptance", "next_trusted_awaited" if asked else "next_trusted_invite"),
        ("witness_capacity", "next_witnesses_named"),
        ("witnesses", "next_trusted_sign_witnesses"),
        ("signature", "next_trusted_sign"),
        ("co_signature", "next_trusted_co_sign"),
    ):
        if word in missing:
            return step
    return "" if stage is Stage.DEPOSITED else "next_trusted_deposit"
