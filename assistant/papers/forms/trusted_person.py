"""The trusted person's form, with both signatures (CSP L1111-6)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.dossier.wishes.paper import is_represented
from assistant.papers.blocks import Block, Given, Heading, Line, ToSign, ToWrite
from assistant.papers.forms.parts import (
    author,
    given_or_to_write,
    name_of,
    opening,
    protection,
    signature,
)
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording

CHOSEN = tuple(f"trusted_person.{part}" for part in ("name", "birth_date", "address", "phone"))


def trusted_person_form(subject: Subject) -> Iterator[Block]:
    """The designation: who, whom, what for, until when, and two signatures."""
    wording = forms_wording()
    yield from opening("trusted")
    yield from author(subject)
    yield Heading(wording.say("trusted_chosen"))
    yield from given_or_to_write(subject, CHOSEN)
    relation, label = subject.dossier.value("trusted_person.relation"), wording.say("relation")
    said = wording.say(f"relation_{relation}") if relation else ""
    yield Given(label, said) if said else ToWrite(label)
    yield Heading(wording.say("trusted_task"))
    yield from (Line(text) for text in wording.all_of("trusted_task"))
    knows = subject.dossier.value("trusted_person.knows_directives")
    if knows is not None:
        yield Line(wording.say("trusted_knows" if knows else "trusted_does_not_know"))
    if is_represented(subject.dossier):
        yield from protection(subject)
    yield from signature(subject)
    yield Heading(wording.say("trusted_accepts"))
    yield Line(wording.say("trusted_acceptance"))
    yield ToWrite(wording.say("done_on"))
    yield ToSign(wording.say("sign_here", name=name_of(subject, "trusted_person.name")))
