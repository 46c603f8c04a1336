"""The two witnesses of a person who cannot write and sign (CSP R1111-17)."""

from __future__ import annotations

from assistant.dossier.dossier import Dossier

WITNESSES = ("directives.witness_1", "directives.witness_2")


def lacking_witnesses(dossier: Dossier, must_hold: str | None) -> tuple[str, ...]:
    """What the witnesses still lack: two names, the capacity of each, and `must_hold` among them.

    `must_hold` is the trusted person's name when one is designated.
    """
    names = [dossier.value(field) for field in WITNESSES]
    missing = []
    if None in names or same(*names):
        missing.append("witnesses")
    elif any(dossier.value(f"{field}_capacity") is None for field in WITNESSES):
        missing.append("witness_capacity")
    if must_hold is not None and not any(same(name, must_hold) for name in names):
        missing.append("trusted_person_as_witness")
    return tuple(missing)


def same(one: object, other: object) -> bool:
    """Whether two names are the same, capitals and spaces aside."""
    return " ".join(str(one).split()).casefold() == " ".join(str(other).split()).casefold()
