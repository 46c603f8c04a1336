"""The advance directives: exactly what was said, in the blocks of the law.

CSP R1111-17 and R1111-18; models A (serious illness) and B (none) of the arrêté of 3 August 2016.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.dossier.dossier import State
from assistant.dossier.wishes.directives import CONTENT
from assistant.dossier.wishes.paper import cannot_sign
from assistant.dossier.wishes.trusted_person import is_designated
from assistant.dossier.wishes.witnesses import WITNESSES
from assistant.papers.blocks import Block, Given, Heading, Line, ToWrite
from assistant.papers.forms.parts import (
    author,
    given_or_to_write,
    opening,
    protection,
    signature,
)
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording
from assistant.words.words import words_in

TEXTS = ("directives.about_me", "directives.other")
ACTS = tuple(field for field in CONTENT if field not in (*TEXTS, "directives.situation"))


def directives_form(subject: Subject) -> Iterator[Block]:
    """Identity, trusted person, protection, witnesses, wishes, signature."""
    wording = forms_wording()
    yield from opening("directives")
    yield from author(subject)
    yield from _trusted_person(subject)
    yield from protection(subject)
    yield from _witnesses(subject)
    yield from _situation(subject)
    yield Heading(wording.say("about_me"))
    yield from _text(subject, "directives.about_me")
    yield Heading(wording.say("acts"))
    for act in ACTS:
        yield _act(subject, act)
    yield Heading(wording.say("other"))
    yield from _text(subject, "directives.other")
    yield Heading(wording.say("kept"))
    yield from given_or_to_write(subject, ("directives.kept_by",))
    yield from signature(subject)


def _trusted_person(subject: Subject) -> Iterator[Block]:
    wording = forms_wording()
    yield Heading(wording.say("my_trusted"))
    if is_designated(subject.dossier):
        fields = ("trusted_person.name", "trusted_person.phone", "trusted_person.address")
        yield from given_or_to_write(subject, fields)
    else:
        yield Line(wording.say("no_trusted"))


def _witnesses(subject: Subject) -> Iterator[Block]:
    if not cannot_sign(subject.dossier):
        return
    wording = forms_wording()
    yield Heading(wording.say("witnesses"))
    yield Line(wording.say("witnesses_why"))
    for number, field in enumerate(WITNESSES, 1):
        name = subject.dossier.value(field)
        label = wording.say("witness_number", number=number)
        yield Given(label, str(name)) if name else ToWrite(label)


def _situation(subject: Subject) -> Iterator[Block]:
    wording = forms_wording()
    situation = subject.dossier.value("directives.situation")
    yield Heading(wording.say("situation"))
    if situation is None:
        yield ToWrite(wording.say("situation_to_write"))
        return
    fact = subject.fact("directives.situation")
    own = wording.say("own_words", words=fact.own_words) if fact and fact.own_words else ""
    model = "a" if situation == "serious_illness" else "b"
    yield Given(wording.say(f"model_{model}"), wording.say(f"model_{model}_says"), own)


def _act(subject: Subject, field: str) -> Given:
    """One act: what is wanted in the first person, with the person's own words beside it."""
    wording, label = forms_wording(), words_in(subject.lang).fields[field].label
    fact, choice = subject.fact(field), subject.dossier.value(field)
    if choice is None or fact is None:
        state = fact.state if fact else State.SKIPPED
        return Given(label, wording.say(f"act_{state.value}"))
    return Given(
        label, wording.say(f"act_{choice}"), wording.say("own_words", words=fact.own_words)
    )


def _text(subject: Subject, field: str) -> Iterator[Block]:
    value = subject.value(field)
    yield Line(value if value else forms_wording().say("nothing_said"))
