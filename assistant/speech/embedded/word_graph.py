"""Phrases as a graph of words, for the decoder. Pure.

Those that begin alike share their beginning, and those that go on alike their end: of a hundred
and thirty years in two ways each, "mille neuf cent" is searched once. Every phrase is as likely as
in a plain list: the scores by which an answer is rejected were weighed with that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Words = tuple[str, ...]
"""A phrase, in words of the dictionary."""
Arc = tuple[int, int, float, str] | tuple[int, int, float]
"""From a state to another, how likely, and by which word; by none where a phrase may end."""
END = 0


@dataclass(frozen=True, slots=True)
class WordGraph:
    """Every way from `start` to `END` is one of the phrases."""

    start: int
    arcs: tuple[Arc, ...]


def word_graph(phrases: Sequence[Words]) -> WordGraph:
    """The smallest graph of these phrases, none of them empty."""
    states: dict[frozenset[Words], int] = {frozenset({()}): END}
    arcs: list[Arc] = []

    def state(to_come: Sequence[Words], likely: float = 1.0) -> int:
        """The one from which exactly these may still be said; the first word tells how likely."""
        if (known := states.get(frozenset(to_come))) is not None:
            return known
        number = states[frozenset(to_come)] = len(states)
        after: dict[str, list[Words]] = {}
        for words in to_come:
            if words:
                after.setdefault(words[0], []).append(words[1:])
            else:
                arcs.append((number, END, likely))
        for word, rest in after.items():
            arcs.append((number, state(rest), likely, word))
        return number

    return WordGraph(state(phrases, 1 / len(phrases)), tuple(arcs))
