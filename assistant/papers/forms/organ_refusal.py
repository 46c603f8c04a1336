"""The refusal of organ donation on paper, entrusted to a relative (CSP R1232-4-4, II)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.papers.blocks import Block, Given, Heading, Line, ToWrite
from assistant.papers.forms.parts import author, opening, signature
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording
from assistant.words.words import words_in


def organ_refusal(subject: Subject) -> Iterator[Block]:
    """What is refused, in the person's words, dated and signed, and to whom it is given."""
    wording = forms_wording()
    position = subject.dossier.value("organ_donation.position")
    yield from opening("organs")
    yield from author(subject)
    yield Heading(wording.say("organs_refusal"))
    fact = subject.fact("organ_donation.position")
    yield Line(wording.say(f"organs_{position}"), strong=True)
    if fact and fact.own_words:
        yield Line(wording.say("own_words", words=fact.own_words))
    if position == "refuse_some":
        label = words_in(subject.lang).fields["organ_donation.refused"].label
        refused = subject.value("organ_donation.refused")
        yield Given(label, refused) if refused else ToWrite(label)
    yield from signature(subject)
    yield Heading(wording.say("organs_given_to"))
    yield ToWrite(wording.say("organs_relative"))
