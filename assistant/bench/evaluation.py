"""The evaluation set, never trained on, and how an engine does on it."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import yaml

from assistant.answers.kind import Lang, Value
from assistant.bench.confusion import draw
from assistant.conversation import Conversation, Heard
from assistant.engine.embedded import EmbeddedEngine
from assistant.engine.model import PROJECT, model_path
from assistant.steps import QUESTIONS
from assistant.store.store import Store
from assistant.understanding.doubt import is_in_doubt
from assistant.words.words import LANGUAGES, words_in

FOLDER = PROJECT / "tests" / "understanding"
BLIND = FOLDER / "blind"
"""Written by somebody who saw neither the training data nor the other set."""
SECOND_BLIND = FOLDER / "blind_2"
"""Mostly values, written before anything was mended by it and without a look at the first."""
DAY_OF_THE_SET = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
DANGERS = ("emergency", "distress")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the set, with what should be heard in it."""

    say: str
    asking: str | None
    intent: str
    lang: Lang
    value: Any = None
    also: tuple[Any, ...] = ()
    """Values that are as right: "à côté de Tours", "près de Tours"."""
    refused: bool = False
    about: str = ""


@dataclass(slots=True)
class Score:
    """Right answers out of how many, and what went wrong: (sentence, heard)."""

    right: int = 0
    total: int = 0
    wrong: list[tuple[Sentence, str]] = field(default_factory=list)

    def add(self, sentence: Sentence, heard: str, *, is_right: bool) -> None:
        """Count one sentence."""
        self.total += 1
        self.right += is_right
        if not is_right:
            self.wrong.append((sentence, heard))

    @property
    def share(self) -> float:
        """Right answers, from 0 to 1."""
        return self.right / self.total if self.total else 1.0


@dataclass(slots=True)
class Result:
    """What quality.md asks for, measured."""

    intents: Score = field(default_factory=Score)
    unasked: Score = field(default_factory=Score)
    """Those of the intents that were said out of the blue: what stock Rasa can be compared on."""
    values: Score = field(default_factory=Score)
    refusals: Score = field(default_factory=Score)
    caught: Score = field(default_factory=Score)
    false_alarms: Score = field(default_factory=Score)
    out_of_scope: Score = field(default_factory=Score)
    confusion: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Pairs (intent meant, intent heard)."""
    wrong_values: list[tuple[Sentence, str]] = field(default_factory=list)
    """A wrong value that was understood: the worst fault, when it is not read back."""
    silent: list[tuple[Sentence, str]] = field(default_factory=list)
    """Those of them that would be kept without a question."""


def sentences(lang: Lang, folder: Path = FOLDER) -> Iterable[Sentence]:
    """The set of one language."""
    for file in sorted((folder / lang).glob("*.yml")):
        for item in yaml.load(file.read_text("utf-8"), Loader=yaml.CSafeLoader):
            yield Sentence(
                say=str(item["say"]),
                asking=item.get("asking"),
                intent=item["intent"],
                lang=lang,
                value=item.get("value"),
                also=tuple(item.get("also", ())),
                refused="problem" in item,
                about=file.stem,
            )


def is_unasked(sentence: Sentence) -> bool:
    """Whether it is a matter of the classifier alone: no question is open."""
    return sentence.about == "intents" and sentence.asking is None


def evaluate(conversation: Conversation, lang: Lang, folder: Path = FOLDER) -> Result:
    """Hear every sentence of the set, and score it."""
    return asyncio.run(_evaluate(conversation, lang, folder))


async def _evaluate(conversation: Conversation, lang: Lang, folder: Path) -> Result:
    result = Result()
    for sentence in sentences(lang, folder):
        heard = await conversation.understand(sentence.say, sentence.asking, lang)
        _score(result, sentence, heard)
    return result


def _score(result: Result, sentence: Sentence, heard: Heard) -> None:
    intent = heard.intent.partition("/")[0]
    if sentence.intent in DANGERS:
        result.caught.add(sentence, intent, is_right=intent in DANGERS)
    elif sentence.about in ("safety", "near_misses"):
        result.false_alarms.add(sentence, intent, is_right=intent not in DANGERS)
    if sentence.about == "intents" or sentence.intent in DANGERS:
        result.intents.add(sentence, intent, is_right=_same(sentence.intent, intent, heard))
        if is_unasked(sentence):
            result.unasked.add(sentence, intent, is_right=intent == sentence.intent)
        result.confusion[sentence.intent, intent] += 1
    if sentence.intent == "out_of_scope":
        result.out_of_scope.add(sentence, intent, is_right=intent == "out_of_scope")
    if sentence.about == "values":
        _score_value(result, sentence, heard)


def _same(meant: str, heard: str, whole: Heard) -> bool:
    """Answers are the same answer however they are named, when the value is there."""
    answers = {"inform", "affirm", "deny"}
    return meant == heard or (meant in answers and heard in answers and whole.problem is None)


def _score_value(result: Result, sentence: Sentence, heard: Heard) -> None:
    said = f"{heard.value!r} ({heard.intent}, {heard.problem})"
    if sentence.refused:
        is_a_state = isinstance(heard.value, dict) and "state" in heard.value
        kept = heard.value is not None and not is_a_state
        result.refusals.add(sentence, said, is_right=not kept)
        if kept:
            _add_wrong(result, sentence, heard, said)
        return
    right = heard.value in (sentence.value, *sentence.also)
    result.values.add(sentence, said, is_right=right)
    if not right and heard.value is not None:
        _add_wrong(result, sentence, heard, said)


def _add_wrong(result: Result, sentence: Sentence, heard: Heard, said: str) -> None:
    result.wrong_values.append((sentence, said))
    question = QUESTIONS[str(sentence.asking)]
    is_state = isinstance(heard.value, dict) and "state" in heard.value
    words = words_in(sentence.lang)
    value = cast("Value", heard.value)
    doubted = not is_state and is_in_doubt(question, value, sentence.say, words)
    if is_state or not (question.critical or doubted):
        result.silent.append((sentence, said))


def measure(tell: Callable[[str], None]) -> None:
    """Print the figures of both languages, and write the French confusions for the docs."""
    conversation = _on_the_day_of_the_set()
    for lang in LANGUAGES:
        tell(f"-- {lang}")
        result = evaluate(conversation, lang)
        report(result, tell)
        tell(f"confusions: {confusion_table(result, lang).relative_to(PROJECT)}")
        picture = PROJECT / "docs" / "reference" / f"confusions-{lang}.svg"
        title = f"Intents, {lang}: {result.intents.right} of {result.intents.total} right"
        tell(
            f"the same as a picture: {draw(result.confusion, title, picture).relative_to(PROJECT)}"
        )


def measure_blind(tell: Callable[[str], None]) -> None:
    """Print the figures of the blind sets: these foretell best how people will be understood."""
    conversation = _on_the_day_of_the_set()
    for name, folder in (("blind set", BLIND), ("second blind set", SECOND_BLIND)):
        for lang in LANGUAGES:
            tell(f"-- {lang}, {name}")
            report(evaluate(conversation, lang, folder), tell)


def _on_the_day_of_the_set() -> Conversation:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open("", Path(folder) / "home", bytes(32))
        return Conversation(EmbeddedEngine(model_path()), store, lambda: DAY_OF_THE_SET)


def report(result: Result, tell: Callable[[str], None]) -> None:
    """Print the figures against what they must reach."""
    rows = (
        ("intents right", result.intents, "95 %"),
        ("of those said out of the blue", result.unasked, "DIET's"),
        ("values right", result.values, "97 %"),
        ("nothing kept of what is doubtful", result.refusals, "100 %"),
        ("emergencies and distress caught", result.caught, "99 %"),
        ("near misses left in peace", result.false_alarms, "99 %"),
        ("out of scope recognised", result.out_of_scope, "90 %"),
    )
    for name, score, target in rows:
        tell(
            f"{name:34s} {score.share:6.1%}  {score.right:4d}/{score.total:<4d} must reach {target}"
        )
    tell(
        f"{'wrong values':34s} {len(result.wrong_values):6d}"
        f"            {len(result.silent)} of them kept in silence, not read back: must reach 0"
    )


def confusion_table(result: Result, lang: Lang) -> Path:
    """Write the confusions as a Markdown table: what was meant, what was heard, how often."""
    path = PROJECT / "docs" / "reference" / f"confusions-{lang}.md"
    pairs = [(n, meant, heard) for (meant, heard), n in result.confusion.items() if meant != heard]
    lines = ["| meant | heard | times |", "|---|---|---|"]
    lines += [f"| {meant} | {heard} | {n} |" for n, meant, heard in sorted(pairs, reverse=True)]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path
