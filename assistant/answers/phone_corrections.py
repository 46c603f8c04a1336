"""Groups of digits with their corrections followed, in every way in which they may be meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from assistant.answers.phone_groups import Group, Mark


def long_ones_in_pairs(groups: Sequence[Group]) -> list[Group]:
    """Groups with a long typed one cut into pairs, so that its last pair can be corrected."""
    cut: list[Group] = []
    for group in groups:
        if len(group.digits) < 8 or len(group.digits) % 2:
            cut.append(group)
            continue
        pairs = [group.digits[i : i + 2] for i in range(0, len(group.digits), 2)]
        cut += [
            replace(group, digits=p, mark=None if i else group.mark) for i, p in enumerate(pairs)
        ]
    return cut


def with_leading_zero(groups: Sequence[Group]) -> list[Group]:
    """Join "zéro" and "six" into the one group that they are."""
    joined: list[Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        if last and last.digits == "0" and len(group.digits) == 1 and group.mark is None:
            joined[-1] = replace(last, digits="0" + group.digits, end=group.end)
        else:
            joined.append(group)
    return joined


_Digits: TypeAlias = tuple[str, ...]


def readings_of(groups: Sequence[Group]) -> set[_Digits]:
    """Every way to read the corrections of a series; its length tells which one was meant."""
    readings: set[_Digits] = {()}
    parts: list[list[Group]] = [[]]
    for group in groups:
        if group.mark and parts[-1]:
            parts.append([])
        parts[-1].append(group)
    for part in parts:
        said = tuple(group.digits for group in part)
        mark = part[0].mark if part else None
        readings = {after for before in readings for after in _corrected(before, said, mark)}
    return readings


def _corrected(before: _Digits, said: _Digits, mark: Mark | None) -> Iterator[_Digits]:
    if not before or mark is None:
        yield before + said
        return
    if mark == "soft":
        yield before + said
    if mark == "negated":
        yield from _without(before, said[0], said[1:])
        return
    yield before[:-1] + said
    for back in range(2, len(before) + 1):
        replaced = before[-back:]
        resaid = replaced[0] == said[0] or back == len(before)
        alike = len(said) == back and any(a == b for a, b in zip(said, replaced, strict=True))
        if resaid or alike:
            yield before[:-back] + said


def _without(before: _Digits, wrong: str, said: _Digits) -> Iterator[_Digits]:
    """`before` with the group `wrong` taken back ("pas douze, treize", "treize, pas douze")."""
    places = [i for i, group in enumerate(before) if group == wrong]
    if not places:
        yield before + said
        return
    if not said:
        for place in places:
            if place < len(before) - 1:  # "… 56 78, c'est 57, pas 56": the last one replaces it
                yield (*before[:place], before[-1], *before[place + 1 : -1])
            if place == len(before) - 2:  # "… 56, 57 pas 56"
                yield (*before[:place], before[-1])
        return
    for place in places:
        yield before[:place] + said
        if len(said) == 1:
            yield (*before[:place], said[0], *before[place + 1 :])
