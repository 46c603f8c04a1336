"""The signing pack: every paper that a wish still needs, and no other."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answers.kind import Lang
from assistant.dossier.wishes.paper import cannot_sign
from assistant.dossier.wishes.trusted_person import has_refused
from assistant.papers.blocks import Block, Line, Paper, Points, Title
from assistant.papers.forms.directives import directives_form
from assistant.papers.forms.organ_refusal import organ_refusal
from assistant.papers.forms.revocation import revocation_sheet
from assistant.papers.forms.trusted_person import trusted_person_form
from assistant.papers.forms.witness import witness_sheets
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording, wording_in


def signing_pack(subject: Subject) -> Paper | None:
    """The papers to sign, in French; None when no wish needs one."""
    french, to_sign = subject.in_french(), papers_to_sign(subject)
    in_hand = tuple(wish for wish in ("trusted_person", "directives") if _may_end(subject, wish))
    if not to_sign and not in_hand:
        return None
    return Paper(
        name="papiers-a-signer",
        title=forms_wording().say("pack_title"),
        lang="fr",
        author=f" · {french.full_name}" if french.full_name else "",
        blocks=(*_cover(to_sign, subject.lang), *_sheets(french, to_sign, in_hand)),
    )


def drafts(subject: Subject) -> Iterator[tuple[str, Paper]]:
    """Each form still to be signed, by its wish, alone: its title says that it is not signed."""
    french = subject.in_french()
    for wish in papers_to_sign(subject):
        title = forms_wording().say("draft_title", name=forms_wording().say(f"pack_{wish}"))
        yield (
            wish,
            Paper(
                name=wish,
                title=title,
                lang="fr",
                author=f" · {french.full_name}" if french.full_name else "",
                blocks=tuple(_FORMS[wish](french)),
            ),
        )


def papers_to_sign(subject: Subject) -> tuple[str, ...]:
    """The wishes wanted that no signed paper carries yet."""
    dossier = subject.dossier
    wanted = {
        "trusted_person": dossier.value("trusted_person.wanted") is True
        and not has_refused(dossier),
        "directives": dossier.value("directives.wanted") is True,
        "organ_refusal": dossier.value("organ_donation.position") in ("refuse_all", "refuse_some"),
    }
    done = {
        wish
        for wish in wanted
        if subject.is_in_force(_STATUS[wish]) or subject.is_revoked(_STATUS[wish])
    }
    return tuple(wish for wish, is_wanted in wanted.items() if is_wanted and wish not in done)


_FORMS = {
    "trusted_person": trusted_person_form,
    "directives": directives_form,
    "organ_refusal": organ_refusal,
}
_STATUS = {
    "trusted_person": "trusted_person",
    "directives": "directives",
    "organ_refusal": "organ_donation",
}


def _may_end(subject: Subject, wish: str) -> bool:
    """Whether there is a paper to take back, now or one day."""
    return subject.statuses.get(wish) is not None and not subject.is_revoked(wish)


def _cover(to_sign: tuple[str, ...], lang: Lang) -> Iterator[Block]:
    wording = forms_wording()
    yield Title(wording.say("pack_title"))
    if lang != "fr":
        yield from (Line(text) for text in wording_in(lang).all_of("forms_explained"))
    if to_sign:
        yield Points(tuple(wording.say(f"pack_{wish}") for wish in to_sign))
        yield from (Line(text) for text in wording.all_of("pack_how"))
    else:
        yield Line(wording.say("pack_nothing"))


def _sheets(
    subject: Subject, to_sign: tuple[str, ...], in_hand: tuple[str, ...]
) -> Iterator[Block]:
    for wish in to_sign:
        yield from _FORMS[wish](subject)
    if to_sign and cannot_sign(subject.dossier):
        yield from witness_sheets(subject, to_sign)
    for wish in in_hand:
        yield from revocation_sheet(subject, wish)
