"""The position on organ donation, and the route by which a refusal counts.

Consent is presumed (CSP L1232-1). A refusal counts by the national register first; else by a
paper dated, signed and entrusted to a relative; else by the word of a relative who was told,
put in writing after the death (CSP R1232-4-4). The latest expression is the one that counts.
"""

from __future__ import annotations

from datetime import date

from assistant.dossier.dossier import Dossier
from assistant.dossier.wishes.directives import IDENTITY
from assistant.dossier.wishes.paper import Stage, Status, cannot_sign, day_of, given
from assistant.dossier.wishes.witnesses import lacking_witnesses

CONTENT = ("organ_donation.position", "organ_donation.refused")
RULES = ("L1232-1", "R1232-4-4")


def organ_donation(dossier: Dossier) -> Status | None:
    """The status, or None when no position was given."""
    position = given(dossier, "organ_donation.position")
    if position is None:
        return None
    since = max(a.at for f in CONTENT if (a := dossier.answer(f)) is not None).date()
    if position.value == "undecided":
        return Status(
            valid=False,
            missing=("position",),
            since=since,
            next_step="next_organ_presumed",
            rules=RULES[:1],
        )
    if position.value == "agree":
        return _agreement(dossier, since)
    return _refusal(dossier, since)


def _agreement(dossier: Dossier, since: date) -> Status:
    """Presumed, so that nothing is to be signed; an old refusal in the register must go."""
    in_register = dossier.value("organ_donation.registered") == "registered"
    told = dossier.value("organ_donation.relatives_told") is True
    step = "next_organ_withdraw" if in_register else "" if told else "next_organ_tell"
    return Status(
        valid=not in_register,
        missing=("withdrawal",) if in_register else (),
        stage=Stage.SAID,
        since=since,
        next_step=step,
        rules=("L1232-1", "R1232-6") if in_register else RULES[:1],
    )


def _refusal(dossier: Dossier, since: date) -> Status:
    registered = given(dossier, "organ_donation.registered")
    if registered is not None and registered.value == "registered" and _is_newer(dossier):
        return Status(
            valid=True,
            stage=Stage.REGISTERED,
            since=registered.at.date(),
            next_step="" if _told(dossier) else "next_organ_tell_refusal",
            rules=(*RULES, "R1232-6"),
        )
    lacking = _lacking_on_paper(dossier)
    signed, holder = _signed_on(dossier), given(dossier, "organ_donation.paper_given_to")
    if signed is not None and holder is not None and not lacking:
        return Status(
            valid=True,
            stage=Stage.DEPOSITED,
            since=signed,
            deposited_with=str(holder.value),
            next_step="next_organ_register_too",
            rules=RULES,
        )
    stage = Stage.SIGNED if signed else Stage.DRAFT
    return Status(
        valid=False,
        missing=("registration", *(lacking if signed else ())),
        stage=stage,
        since=signed or since,
        next_step=_next_step(dossier, signed, lacking),
        rules=(*RULES, "R1232-6"),
    )


def _next_step(dossier: Dossier, signed: date | None, lacking: tuple[str, ...]) -> str:
    if signed is not None:
        return "next_organ_paper_incomplete" if lacking else "next_organ_entrust"
    return "next_organ_told" if _told(dossier) else "next_organ_register"


def _told(dossier: Dossier) -> bool:
    return dossier.value("organ_donation.relatives_told") is True


def _is_newer(dossier: Dossier) -> bool:
    """Whether the register was answered for this very refusal: what was refused may have changed.

    An entry made before "some organs" became "all" (or the reverse) says something else.
    """
    registered = dossier.answer("organ_donation.registered")
    changed = max(a.at for f in CONTENT if (a := dossier.answer(f)) is not None)
    return registered is not None and registered.at >= changed


def _signed_on(dossier: Dossier) -> date | None:
    """The day of the paper, when it was signed for this very refusal."""
    signed = given(dossier, "organ_donation.paper_signed_on")
    changed = max(a.at for f in CONTENT if (a := dossier.answer(f)) is not None)
    if signed is None or signed.at < changed:
        return None
    return day_of(dossier, "organ_donation.paper_signed_on")


def _lacking_on_paper(dossier: Dossier) -> tuple[str, ...]:
    """What the paper must say besides its date: its author, and witnesses where they must be."""
    identity = () if all(dossier.value(f) is not None for f in IDENTITY) else ("identity",)
    witnesses = lacking_witnesses(dossier, must_hold=None) if cannot_sign(dossier) else ()
    return (*identity, *witnesses)
