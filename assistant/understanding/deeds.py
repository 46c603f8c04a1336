"""What the person tells to have done with a wish's paper: signed, entrusted, revoked …

These sentences change what counts in law: they are recognised by the phrases of the lexicon, whole
words only, never by likeness, and each is confirmed afterwards. A negation, a condition or a
question tells no deed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understanding.phrases import begins_with, contains, plain, without_edges
from assistant.words.words import Words

LONGEST_DEED = 16  # words; a longer sentence is an answer or a story
WISHES = ("directives", "organ_donation", "trusted_person")
DEEDS = ("revoked", "printed", "asked", "deposited", "signed", "refused", "accepted", "registered")
"""In the order in which they are looked for: "j'ai donné la feuille signée" is deposited."""
ON_A_WISH_ALONE = frozenset({"revoked", "refused", "accepted", "asked", "registered"})
"""Deeds that no pronoun may stand for: what is revoked is named."""


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed; `wish` is None when the sentence names none. `to_whom` is in the person's words."""

    what: str
    wish: str | None
    by_both: bool = False
    to_whom: str = ""


def deed_in(said: str, words: Words, *, named_only: bool = False) -> Deed | None:
    """The deed that `said` tells, or None. `named_only`: where anything else may be an answer."""
    bare = without_edges(plain(said), words.lexicon["fillers"])
    if len(bare.split()) > LONGEST_DEED or _tells_nothing_done(said, bare, words):
        return None
    wish = next((w for w in WISHES if _holds(bare, words, f"names_{w}")), None)
    for what in DEEDS:
        if not _holds(bare, words, f"says_{what}"):
            continue
        if wish is None and (named_only or what in ON_A_WISH_ALONE):
            continue
        if what in ("refused", "accepted", "asked") and wish != "trusted_person":
            continue
        if what == "deposited" and wish is None and not _holds(bare, words, "stands_for_paper"):
            continue
        both = _holds(bare, words, "says_both")
        return Deed(what, wish, by_both=both, to_whom=_to_whom(said, words))
    return None


def _holds(bare: str, words: Words, phrases: str) -> bool:
    return any(contains(bare, phrase) for phrase in words.lexicon[phrases])


def _tells_nothing_done(said: str, bare: str, words: Words) -> bool:
    is_asked = "?" in said or begins_with(bare, words.lexicon["not_yet_done_begins"])
    return is_asked or _holds(bare, words, "nothing_done")


def _to_whom(said: str, words: Words) -> str:
    """Who was given the paper: what follows "à", "au" or "chez", the person's words kept."""
    begins = "|".join(re.escape(word) for word in words.lexicon["before_whom"])
    found = re.search(rf"\b(?:{begins})\s+(.+)$", said.strip(" .!"), re.IGNORECASE)
    return found[1].strip() if found else ""
