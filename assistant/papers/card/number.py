"""The number of a card: another content, another number, so that an old copy is recognised."""

from __future__ import annotations

import hashlib
import json

from assistant.papers.card.entries import bearer, entries
from assistant.papers.subject import Subject

DIGITS = 8  # two groups of four that can be read out on the telephone; 1 chance in 10⁸ of a clash


def card_number(subject: Subject) -> str | None:
    """The number of the card that would be printed now, `1234 5678`; None when none is wanted.

    Made from what the card says and from the dossier's number, and from nothing else: it needs
    no memory, survives a restored backup, and is the same however often the card is printed.
    """
    lines = entries(subject)
    if not lines:
        return None
    content = [subject.dossier.id, bearer(subject), [(e.label, e.says) for e in lines]]
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).digest()
    digits = f"{int.from_bytes(digest) % 10**DIGITS:0{DIGITS}d}"
    return f"{digits[:4]} {digits[4:]}"


def is_current(subject: Subject, number: str) -> bool:
    """Whether the card of this number says what the dossier says now."""
    current = card_number(subject)
    return current is not None and current.replace(" ", "") == "".join(number.split())
