"""When a question applies, seen what the dossier already holds. Used by several steps."""

from __future__ import annotations

from assistant.answers.kind import Value
from assistant.dossier.dossier import Dossier, State
from assistant.steps.step import AskIf


def when(field: str, *values: Value) -> AskIf:
    """Asked when the answer to `field` is one of `values`."""

    def applies(dossier: Dossier, _item: int | None) -> bool:
        return dossier.value(field) in values

    return applies


def when_given(field: str) -> AskIf:
    """Asked when `field` has a value."""

    def applies(dossier: Dossier, _item: int | None) -> bool:
        answer = dossier.answer(field)
        return answer is not None and answer.state is State.GIVEN

    return applies
