"""Advance directives: a writing, dated and signed (CSP L1111-11 and R1111-17)."""

from __future__ import annotations

from assistant.dossier.dossier import Dossier
from assistant.dossier.wishes.paper import (
    Paper,
    Stage,
    Status,
    cannot_sign,
    day_of,
    given,
    is_represented,
    latest,
)
from assistant.dossier.wishes.trusted_person import is_designated
from assistant.dossier.wishes.witnesses import lacking_witnesses

CONTENT = tuple(
    f"directives.{name}"
    for name in (
        "situation",
        "about_me",
        "life_support",
        "resuscitation",
        "ventilation",
        "nutrition_hydration",
        "dialysis",
        "surgery",
        "sedation",
        "other",
    )
)
IDENTITY = tuple(
    f"identity.{name}" for name in ("birth_name", "first_names", "birth_date", "birth_place")
)
"""What the writing must say of its author (CSP R1111-17)."""


def directives(dossier: Dossier) -> Status | None:
    """The status, or None when none are wanted and no signed paper is known."""
    paper = Paper(dossier, "directives", CONTENT)
    stage, since = paper.stage()
    older = paper.older_in_force()
    wanted = dossier.value("directives.wanted")
    given_up = wanted is False
    if wanted is not True and stage is not Stage.REVOKED and not (paper.is_signed() or older):
        return None
    if stage is Stage.REVOKED:
        return Status(
            valid=False,
            stage=stage,
            since=since,
            next_step="next_directives_revoked",
            rules=("L1111-11",),
            deposited_with=paper.holder(),
        )
    marks = _lacking_marks(dossier, paper)
    missing = (*marks, *_lacking_signature(dossier, paper))
    return Status(
        valid=not missing,
        missing=missing,
        stage=stage,
        since=since,
        in_force=None if "authorisation" in marks else older,
        deposited_with=paper.holder(),
        next_step=_next_step(dossier, missing, stage, is_given_up=given_up),
        rules=_rules(dossier, stage),
    )


def _lacking_marks(dossier: Dossier, paper: Paper) -> tuple[str, ...]:
    missing = []
    if not paper.is_signed() and not any(given(dossier, field) for field in CONTENT):
        missing.append("wishes")
    if any(dossier.value(field) is None for field in IDENTITY):
        missing.append("identity")
    if is_represented(dossier) and day_of(dossier, "directives.authorised_on") is None:
        missing.append("authorisation")
    return tuple(missing)


def _lacking_signature(dossier: Dossier, paper: Paper) -> tuple[str, ...]:
    """The date and the signature; for who cannot sign, what the two witnesses lack."""
    is_signed = paper.is_signed()
    if not cannot_sign(dossier):
        return () if is_signed else ("date", "signature")
    name = dossier.value("trusted_person.name") if is_designated(dossier) else None
    lacking = lacking_witnesses(dossier, must_hold=str(name) if name else None)
    if is_signed:
        return lacking
    return ("date", "witnesses", *(word for word in lacking if word != "witnesses"))


def _rules(dossier: Dossier, stage: Stage) -> tuple[str, ...]:
    extra = ["R1111-17-protection"] if is_represented(dossier) else []
    extra += ["R1111-17-witnesses"] if cannot_sign(dossier) else []
    extra += ["R1111-19"] if stage in (Stage.SIGNED, Stage.DEPOSITED) else []
    return ("L1111-11", "R1111-17", *extra)


def _next_step(
    dossier: Dossier, missing: tuple[str, ...], stage: Stage, *, is_given_up: bool
) -> str:
    if is_given_up:
        return "next_directives_unwanted"
    for word, step in (
        ("wishes", "next_directives_wishes"),
        ("identity", "next_identity"),
        ("authorisation", "next_authorisation"),
        ("trusted_person_as_witness", "next_trusted_as_witness"),
        ("witness_capacity", "next_witnesses_named"),
        ("witnesses", "next_directives_sign_witnesses"),
        ("signature", "next_directives_sign"),
    ):
        if word in missing:
            return step
    if _was_said_after(dossier):
        return "next_directives_compare"
    return "" if stage is Stage.DEPOSITED else "next_directives_deposit"


def _was_said_after(dossier: Dossier) -> bool:
    """Whether the paper bears a day before the wishes were told here: does it say the same?"""
    signed, said = day_of(dossier, "directives.signed_on"), latest(dossier, CONTENT)
    return signed is not None and said is not None and signed < said.date()
