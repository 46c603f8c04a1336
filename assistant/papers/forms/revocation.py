"""The sheet by which a wish is taken back, kept for that day (CSP L1111-6 and L1111-11)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.dossier.wishes.paper import cannot_sign
from assistant.papers.blocks import Block, Heading, Line, Title, ToSign, ToWrite
from assistant.papers.forms.parts import author, signature
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording


def revocation_sheet(subject: Subject, wish: str) -> Iterator[Block]:
    """Signed only to take back `wish`: trusted_person or directives."""
    wording = forms_wording()
    yield Title(wording.say(f"revoke_{wish}_title"))
    yield Line(wording.say("revoke_only_then"), strong=True)
    yield from author(subject)
    yield Line(wording.say(f"revoke_{wish}"), strong=True)
    yield Line(wording.say("revoke_tell"))
    yield Line(wording.say("revoke_by_any_means"))
    if not cannot_sign(subject.dossier):
        yield from signature(subject)
        return
    yield Heading(wording.say("signing"))
    yield ToWrite(wording.say("done_on"))
    yield ToWrite(wording.say("revoke_present"))
    yield ToSign(wording.say("sign_here", name=wording.say("the_one_present")))
