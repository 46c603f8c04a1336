"""What several forms have in common: who signs, where, and what is left to write by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.dossier.wishes.directives import IDENTITY
from assistant.dossier.wishes.paper import cannot_sign, is_represented
from assistant.papers.blocks import Block, Given, Heading, Line, Title, ToSign, ToWrite
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording
from assistant.words.words import words_in


def opening(key: str) -> Iterator[Block]:
    """The title of a form and what it is for."""
    wording = forms_wording()
    yield Title(wording.say(f"{key}_title"))
    yield from (Line(text) for text in wording.all_of(f"{key}_intro"))


def given_or_to_write(subject: Subject, fields: Iterable[str]) -> Iterator[Block]:
    """Each field with its value, or an empty box when none was given."""
    labels = words_in(subject.lang).fields
    for field in fields:
        value = subject.value(field)
        yield Given(labels[field].label, value) if value else ToWrite(labels[field].label)


def author(subject: Subject, heading: str = "author") -> Iterator[Block]:
    """Who writes: what the law asks of a writing (CSP R1111-17), then the address."""
    yield Heading(forms_wording().say(heading))
    yield from given_or_to_write(subject, IDENTITY[:2])
    used = subject.value("identity.used_name")
    if used:
        yield Given(words_in(subject.lang).fields["identity.used_name"].label, used)
    yield from given_or_to_write(subject, (*IDENTITY[2:], "identity.address"))


def protection(subject: Subject) -> Iterator[Block]:
    """The protection by a judge and, for who is represented, the authorisation to enclose."""
    wording, kind = forms_wording(), subject.dossier.value("directives.protection")
    yield Heading(wording.say("protection"))
    if not is_represented(subject.dossier):
        yield Line(wording.say(f"protection_{kind or 'unknown'}"))
        return
    yield Line(wording.say("protection_representation"), strong=True)
    authorised = subject.value("directives.authorised_on")
    label = wording.say("authorised_on")
    yield Given(label, authorised) if authorised else ToWrite(label)
    yield ToWrite(wording.say("authorised_by"))
    yield Line(wording.say("authorisation_enclosed"))


def signature(subject: Subject) -> Iterator[Block]:
    """Place, date and signature; who cannot sign has two witnesses instead."""
    wording = forms_wording()
    yield Heading(wording.say("signing"))
    yield ToWrite(wording.say("done_at"))
    yield ToWrite(wording.say("done_on"))
    if cannot_sign(subject.dossier):
        yield Line(wording.say("cannot_sign"), strong=True)
    else:
        yield ToSign(wording.say("sign_here", name=subject.full_name or wording.say("me")))


def name_of(subject: Subject, field: str) -> str:
    """A name as said, or the word for somebody not named yet."""
    return subject.value(field) or forms_wording().say("nobody_yet")
