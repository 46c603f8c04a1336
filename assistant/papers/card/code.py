"""What the QR code of the card holds: the essentials themselves, readable without a network."""

from __future__ import annotations

from assistant.papers.card.entries import bearer, entries
from assistant.papers.card.number import card_number
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording

ROOM = 300  # bytes in UTF-8: at correction level M a code that an old telephone reads at 35 mm


def code_text(subject: Subject) -> str:
    """The text of the code, at most `ROOM` bytes; it says so when the card holds more."""
    wording = forms_wording()
    urgent = [f"{e.label} : {' ; '.join(e.says)}" for e in entries(subject) if e.is_urgent]
    number = wording.say("card_number", number=card_number(subject))
    last, more = number, f"{wording.say('code_more')} {number}"
    lines = [", ".join((wording.say("code_title"), *bearer(subject)))]
    for position, line in enumerate(urgent):
        is_end = position == len(urgent) - 1
        if not _fits([*lines, line, last if is_end else more]):
            return _plain([*lines, more])
        lines.append(line)
    return _plain([*lines, last])


def _fits(lines: list[str]) -> bool:
    return len(_plain(lines).encode()) <= ROOM


def _plain(lines: list[str]) -> str:
    """Plain spaces: some readers show others as boxes."""
    return "\n".join(" ".join(line.split()) for line in lines)
