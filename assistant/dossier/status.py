"""Whether the person's wishes count in law, what is still missing, and what to do next.

The assistant prepares; only paper signed by those who must sign makes a wish valid. Nothing here
ever says valid because something was said aloud. The rules are in `assistant/knowledge/law.yml`.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.dossier.dossier import Dossier
from assistant.dossier.wishes.directives import directives
from assistant.dossier.wishes.organ_donation import organ_donation
from assistant.dossier.wishes.paper import Stage, Status
from assistant.dossier.wishes.trusted_person import trusted_person

__all__ = ["WISHES", "Stage", "Status", "statuses"]

WISHES: dict[str, Callable[[Dossier], Status | None]] = {
    "trusted_person": trusted_person,
    "directives": directives,
    "organ_donation": organ_donation,
}


def statuses(dossier: Dossier) -> dict[str, Status]:
    """The status of each wish that the person expressed, by the name of its step.

    A wish given up stays in it while a signed paper still counts, or once it was revoked.
    """
    found = ((name, status(dossier)) for name, status in WISHES.items())
    return {name: status for name, status in found if status is not None}
