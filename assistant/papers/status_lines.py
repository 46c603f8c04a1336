"""What a wish is worth in law, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.papers.subject import Subject
from assistant.papers.wording import wording_in


def status_lines(subject: Subject, wish: str) -> Iterator[str]:
    """What counts already, and what is still missing; nothing for what is no wish."""
    status, wording = subject.statuses.get(wish), wording_in(subject.lang)
    if status is None:
        return
    if subject.is_revoked(wish):
        yield wording.say("status_revoked")
    elif status.valid:
        yield wording.say("status_valid")
    else:
        yield wording.say("status_not_yet")
        if status.in_force is not None:
            yield wording.say("status_older", day=subject.day(status.in_force))
