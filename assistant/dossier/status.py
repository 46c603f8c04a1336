"""Whether a wish counts in law, and what is still missing for it.

The assistant prepares; only paper signed by those who must sign makes a wish valid. Nothing here
ever says valid because something was said aloud.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.dossier.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Status:
    """`missing` holds stable words: date, signature, co_signature, witnesses, authorisation …."""

    valid: bool
    missing: tuple[str, ...]


def statuses(dossier: Dossier) -> dict[str, Status]:
    """The status of each wish that the person expressed."""
    wanted = {
        "trusted_person": (dossier.value("trusted_person.wanted"), trusted_person),
        "directives": (dossier.value("directives.wanted"), directives),
        "organ_donation": (dossier.value("organ_donation.position"), organ_donation),
    }
    return {name: status(dossier) for name, (wish, status) in wanted.items() if wish}


def trusted_person(dossier: Dossier) -> Status:
    """Written and co-signed by both (CSP L1111-6)."""
    missing = []
    if dossier.value("trusted_person.name") is None:
        missing.append("name")
    if dossier.value("trusted_person.accepts") != "accepted":
        missing.append("acceptance")
    if dossier.value("trusted_person.signed_on") is None:
        missing += ["signature", "co_signature"]
    return Status(valid=not missing, missing=tuple(missing))


def directives(dossier: Dossier) -> Status:
    """Written, dated, signed; two witnesses when the person cannot sign (CSP R1111-17)."""
    missing = []
    if dossier.value("directives.signed_on") is None:
        missing.append("date")
        cannot_sign = dossier.value("directives.can_sign") is False
        missing.append("witnesses" if cannot_sign else "signature")
    if dossier.value("directives.protection") == "representation":
        missing.append("authorisation")
    return Status(valid=not missing, missing=tuple(missing))


def organ_donation(dossier: Dossier) -> Status:
    """Consent is presumed; a refusal counts first by the register (CSP L1232-1, R1232-4-4)."""
    refuses = str(dossier.value("organ_donation.position")).startswith("refuse")
    registered = dossier.value("organ_donation.registered") == "registered"
    if refuses and not registered:
        return Status(valid=False, missing=("registration",))
    return Status(valid=True, missing=())
