"""The card to carry, folded to the size of a bank card, and the sheet for the fridge box."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.papers.blocks import Block, Code, Heading, Line, Paper, Title
from assistant.papers.card.code import code_text
from assistant.papers.card.entries import bearer, entries, is_wanted
from assistant.papers.card.measure import lines_of
from assistant.papers.card.number import card_number
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording

LINES = 7  # of the card's 13-point type, in the 48 mm that a panel leaves


def wallet_card(subject: Subject) -> Paper | None:
    """As many panels of 85.6 × 54 mm as the content needs: nothing is ever left out."""
    if not is_wanted(subject):
        return None
    wording, french = forms_wording(), subject.in_french()
    cover: tuple[Block, ...] = (
        Title(wording.say("card_title")),
        *(Line(part, strong=True) for part in bearer(french)),
        Line(_number(subject)),
        Line(wording.say("card_made_on", day=french.day(subject.today))),
        Line(wording.say("card_declared")),
    )
    code: tuple[Block, ...] = (_code(subject), Line(wording.say("card_in_the_code")))
    return Paper(
        name="carte",
        title=wording.say("card_title"),
        lang="fr",
        sheet="card",
        blocks=(Line(wording.say("card_cut")), Line(wording.say("card_withdrawn"))),
        panels=(cover, code, *_panels(subject)),
    )


def fridge_sheet(subject: Subject) -> Paper | None:
    """The same on A5, large, for a box in the fridge."""
    if not is_wanted(subject):
        return None
    wording, french = forms_wording(), subject.in_french()
    return Paper(
        name="frigo",
        title=wording.say("fridge_title"),
        lang="fr",
        sheet="a5",
        blocks=(
            Title(wording.say("fridge_title")),
            _code(subject),
            *(Line(part, strong=True) for part in bearer(french)),
            Line(_number(subject)),
            Line(wording.say("card_made_on", day=french.day(subject.today))),
            *_blocks(subject),
            Line(wording.say("card_declared")),
            Line(wording.say("card_in_the_code")),
        ),
    )


def _number(subject: Subject) -> str:
    return forms_wording().say("card_number", number=card_number(subject))


def _code(subject: Subject) -> Code:
    return Code(code_text(subject), forms_wording().say("card_code_alt"))


def _panels(subject: Subject) -> Iterator[tuple[Block, ...]]:
    """The entries, cut into panels by the lines that they take; an entry goes on in the next."""
    panel: list[Block] = []
    left = LINES
    for block in _blocks(subject):
        needed = sum(len(lines_of(text)) for text in block.texts())
        if needed > left and panel:
            moved = [panel.pop()] if isinstance(panel[-1], Heading) else []
            yield tuple(panel)
            panel, left = moved, LINES - len(moved)
        panel.append(block)
        left -= needed
    yield tuple(panel)


def _blocks(subject: Subject) -> Iterator[Block]:
    for entry in entries(subject):
        yield Heading(entry.label)
        for says in entry.says:
            for part in _cut(says):
                yield Line(part)


def _cut(says: str) -> list[str]:
    """A text longer than a panel, in parts that each fit one."""
    lines = lines_of(says)
    room = LINES - 1
    if len(lines) <= room:
        return [says]
    return [" ".join(lines[at : at + room]) for at in range(0, len(lines), room)]
