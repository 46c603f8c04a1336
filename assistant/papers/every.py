"""Every paper of a dossier, in the order in which they are handed over."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.papers.blocks import Paper
from assistant.papers.card.card import fridge_sheet, wallet_card
from assistant.papers.counter import counter_sheet
from assistant.papers.forms.signing_pack import signing_pack
from assistant.papers.large_print import large_print
from assistant.papers.subject import Subject

NAMES = frozenset({"dossier", "papiers-a-signer", "carte", "frigo", "guichet"})
"""What they are called."""


def papers(subject: Subject) -> Iterator[Paper]:
    """The record, then the papers to sign, the card, the fridge sheet and the counter sheet.

    The papers to sign come only when something is to be signed, and the card only when the
    person asked for it.
    """
    yield large_print(subject)
    for paper in (signing_pack(subject), wallet_card(subject), fridge_sheet(subject)):
        if paper is not None:
            yield paper
    yield counter_sheet(subject)
