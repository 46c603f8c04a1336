"""The signed papers of a wish, past and present, out of every answer ever given.

The newest paper that was signed counts; one signed again, or revoked, never comes back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.dossier.wishes import directives, trusted_person
from assistant.dossier.wishes.paper import Stage

CONTENT = {"trusted_person": trusted_person.CONTENT, "directives": directives.CONTENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One signed paper. `content` is the dossier as it stood when the paper was signed."""

    signed_on: date
    stage: Stage
    since: date
    content: Dossier


def versions(
    dossier_id: str, wish: str, history: Iterable[tuple[RecordedAnswer, bool]]
) -> tuple[Version, ...]:
    """The signed papers of `wish`, the one that counts last; none when nothing was signed.

    `history` is every answer, oldest first, as `Store.history` gives it. A day of signature said
    again, with no change of the wish in between, corrects the day of the same paper.
    """
    papers: list[Version] = []
    for version in _told(dossier_id, wish, (answer for answer, _ in history)):
        if version.stage is Stage.REVOKED:
            papers = [_ended(paper, Stage.REVOKED, version.since) for paper in papers]
            continue
        if papers and not _changed(wish, papers[-1].content, version.content):
            papers.pop()
        papers.append(version)
    papers.sort(key=lambda paper: paper.signed_on)
    newer = papers[-1].signed_on if papers else None
    return tuple(
        paper if paper.signed_on == newer or newer is None else _superseded(paper, newer)
        for paper in papers
    )


def in_force(
    dossier_id: str, wish: str, history: Iterable[tuple[RecordedAnswer, bool]]
) -> Version | None:
    """The newest signed paper, with what it says; None when none was signed, or it was revoked."""
    papers = versions(dossier_id, wish, history)
    return papers[-1] if papers and papers[-1].stage is not Stage.REVOKED else None


def _told(dossier_id: str, wish: str, answers: Iterable[RecordedAnswer]) -> Iterator[Version]:
    """Each signature and each revocation, in the order in which they were told."""
    dossier = Dossier(dossier_id)
    for answer in answers:
        dossier.record(answer)
        for part, stage in (("signed_on", Stage.SIGNED), ("revoked_on", Stage.REVOKED)):
            if answer.field == f"{wish}.{part}" and answer.state is State.GIVEN:
                day = date.fromisoformat(str(answer.value))
                content = Dossier(dossier_id, dict(dossier.current))
                yield Version(signed_on=day, stage=stage, since=day, content=content)


def _changed(wish: str, before: Dossier, after: Dossier) -> bool:
    return any(before.answer(field) != after.answer(field) for field in CONTENT[wish])


def _ended(paper: Version, stage: Stage, since: date) -> Version:
    return replace(paper, stage=stage, since=since) if paper.stage is Stage.SIGNED else paper


def _superseded(paper: Version, newer: date) -> Version:
    return _ended(paper, Stage.SUPERSEDED, newer)
