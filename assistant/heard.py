"""What is understood in an utterance on its own, for whoever tries the assistant out."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.kind import Lang, Understood
from assistant.dossier.dossier import State
from assistant.knowledge.search import nearest
from assistant.understanding.meaning import Meaning

LIKELY_BESIDE_THE_POINT = 0.10  # confidence; a question that the knowledge base cannot answer


@dataclass(frozen=True, slots=True)
class Heard:
    """What the assistant hears in an utterance, without a conversation."""

    intent: str
    confidence: float
    value: object
    problem: str | None


def as_heard(meaning: Meaning, text: str, lang: Lang) -> Heard:
    """What `text` means, in the words of the `understand` command."""
    intent = meaning.intent
    value: object = None
    problem: str | None = None
    if intent == "faq":
        entry = nearest(text, lang)
        beside = dict(meaning.ranking).get("out_of_scope", 0.0) >= LIKELY_BESIDE_THE_POINT
        intent = f"faq/{entry.key}" if entry else "out_of_scope" if beside else "faq"
    if meaning.state is not None and meaning.state is not State.GIVEN:
        value = {"state": meaning.state.value}
    elif isinstance(meaning.answer, Understood):
        value = meaning.answer.value
    elif meaning.answer is not None and intent == "inform":
        problem = meaning.answer.problem
    return Heard(intent, round(meaning.confidence, 3), value, problem)
