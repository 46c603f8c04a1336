"""The sheet for a pharmacist or an insurance counter: what to do, what to hand back."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.papers.blocks import Block, Heading, Line, Paper, Points, Title, ToWrite
from assistant.papers.forms.parts import given_or_to_write
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording

WHO = ("identity.birth_name", "identity.first_names", "identity.birth_date")


def counter_sheet(subject: Subject) -> Paper:
    """In French, with what the counter needs to know and nothing of the person's health."""
    wording = forms_wording()
    return Paper(
        name="guichet",
        title=wording.say("counter_title"),
        lang="fr",
        blocks=(
            Title(wording.say("counter_title")),
            Line(wording.say("counter_hello")),
            Heading(wording.say("counter_who")),
            *given_or_to_write(subject.in_french(), WHO),
            Line(wording.say("counter_vitale"), strong=True),
            Heading(wording.say("counter_do")),
            Points(tuple(_to_do(subject.in_french()))),
            Heading(wording.say("counter_back")),
            *_to_hand_back(subject),
            Line(wording.say("counter_help")),
        ),
    )


def _to_do(subject: Subject) -> Iterator[str]:
    wording, dossier = forms_wording(), subject.dossier
    state = dossier.value("activation.state") or "unknown"
    yield from wording.all_of(f"counter_do_{state}")
    if state == "objected":
        return
    if dossier.value("access.emergency") == "oppose":
        yield wording.say("counter_do_emergency")
    for item in subject.items("access.blocked"):
        yield wording.say("counter_do_block", value=", ".join(fact.value for fact in item))
    for wish in ("trusted_person", "directives"):
        if subject.is_in_force(wish):
            yield wording.say(f"counter_do_{wish}")


def _to_hand_back(subject: Subject) -> Iterator[Block]:
    wording = forms_wording()
    awaits = subject.dossier.value("activation.state") not in ("active", "objected")
    keys = ["page", "name", "cards", "sheet"]
    yield Points(tuple(wording.say(f"counter_back_{key}") for key in (["code"] * awaits + keys)))
    if awaits:
        yield ToWrite(wording.say("counter_code_on"))
    yield ToWrite(wording.say("counter_name"))
    yield ToWrite(wording.say("counter_phone"))
