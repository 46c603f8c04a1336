"""When a question applies, seen what the dossier already holds. Used by several steps."""

from __future__ import annotations

from collections.abc import Callable

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


def when_told(field: str) -> AskIf:
    """Asked when `field` has a value, or one that is not known: something was done, some day."""

    def applies(dossier: Dossier, _item: int | None) -> bool:
        answer = dossier.answer(field)
        return answer is not None and answer.state in (State.GIVEN, State.UNKNOWN)

    return applies


def both(*conditions: AskIf) -> AskIf:
    """Asked when each of `conditions` holds."""

    def applies(dossier: Dossier, item: int | None) -> bool:
        return all(condition(dossier, item) for condition in conditions)

    return applies


def only_when_told(field: str) -> AskIf:
    """Never asked: the person tells it when it is done ("j'ai signé mes directives")."""
    return when_given(field)


def is_newer(field: str, than: str) -> Callable[[Dossier], bool]:
    """Whether `field` was answered after `than`, both being answered."""

    def stale(dossier: Dossier) -> bool:
        newer, older = dossier.answer(field), dossier.answer(than)
        return newer is not None and older is not None and newer.at > older.at

    return stale
