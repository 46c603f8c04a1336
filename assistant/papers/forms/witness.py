"""A witness's sheet, when the person can neither write nor sign (CSP R1111-17).

Each of the two witnesses gives their name and capacity, and attests that the paper is the free
and informed will of the person. The sheet is joined to the paper.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.dossier.wishes.witnesses import WITNESSES
from assistant.papers.blocks import Block, Given, Heading, Line, Title, ToSign, ToWrite
from assistant.papers.forms.parts import author
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording


def witness_sheets(subject: Subject, papers: tuple[str, ...]) -> Iterator[Block]:
    """A sheet for each of the two; `papers` are the wishes that they attest."""
    for number, field in enumerate(WITNESSES, 1):
        yield from _sheet(subject, number, field, papers)


def _sheet(subject: Subject, number: int, field: str, papers: tuple[str, ...]) -> Iterator[Block]:
    wording = forms_wording()
    name = subject.dossier.value(field)
    capacity = subject.dossier.value(f"{field}_capacity")
    yield Title(wording.say("witness_title", number=number))
    yield Line(wording.say("witness_intro"))
    yield Heading(wording.say("witness_me"))
    for label, value in (("witness_name", name), ("witness_capacity", capacity)):
        said = wording.say(label)
        yield Given(said, str(value)) if value else ToWrite(said)
    yield from author(subject, "attested")
    yield Heading(wording.say("witness_attests"))
    for paper in papers:
        yield Line(wording.say(f"witness_attests_{paper}"), strong=True)
    yield Line(wording.say("witness_free_will"))
    yield Heading(wording.say("signing"))
    yield ToWrite(wording.say("done_at"))
    yield ToWrite(wording.say("done_on"))
    yield ToSign(wording.say("sign_here", name=str(name or wording.say("the_witness"))))
