"""What quality.md asks of understanding, on sentences that were never trained on."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from assistant.answers.kind import Lang
from assistant.bench.evaluation import DAY_OF_THE_SET, Result, evaluate, sentences
from assistant.conversation import Conversation
from assistant.engine.embedded import EmbeddedEngine
from assistant.store.store import Store
from assistant.understanding.phrases import plain
from assistant.words.words import LANGUAGES

NLU = Path(__file__).parents[2] / "data" / "nlu"
A_COMMAND_ALONE = 3  # words: "bonjour bonjour" is said by everybody

FLOORS: dict[Lang, dict[str, float]] = {
    "fr": {
        "intents": 0.95,
        "values": 0.97,
        "caught": 0.99,
        "false_alarms": 0.99,
        "out_of_scope": 0.90,
    },
    "en": {
        "intents": 0.95,
        "values": 0.97,
        "caught": 0.99,
        "false_alarms": 0.99,
        "out_of_scope": 0.90,
    },
}
SENTENCES_AT_LEAST: dict[Lang, int] = {"fr": 15, "en": 7}  # of each intent
WRONG_VALUES_AT_MOST: dict[Lang, int] = {"fr": 0, "en": 0}


def _day_of_the_set() -> datetime:
    return DAY_OF_THE_SET


@pytest.fixture(scope="module")
def results(engine: EmbeddedEngine, tmp_path_factory: pytest.TempPathFactory) -> dict[Lang, Result]:
    """The whole set of both languages, heard once."""
    store = Store.open("", tmp_path_factory.mktemp("set") / "home", bytes(32))
    conversation = Conversation(engine, store, _day_of_the_set)
    return {lang: evaluate(conversation, lang) for lang in LANGUAGES}


@pytest.mark.parametrize(("lang", "what"), [(lang, w) for lang in LANGUAGES for w in FLOORS[lang]])
def test_what_must_be_reached_is_reached(
    results: dict[Lang, Result], lang: Lang, what: str
) -> None:
    score = getattr(results[lang], what)
    print(f"{lang} {what}: {score.right} of {score.total}, {score.share:.1%}")  # noqa: T201
    missed = "\n".join(f"{s.intent} <- {heard}: {s.say}" for s, heard in score.wrong)
    assert score.share >= FLOORS[lang][what], missed


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_wrong_value_is_kept_in_silence(results: dict[Lang, Result], lang: Lang) -> None:
    wrong = [f"{s.asking}: {s.say} -> {heard}" for s, heard in results[lang].wrong_values]
    assert len(wrong) <= WRONG_VALUES_AT_MOST[lang], wrong


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_intent_has_too_few_sentences_to_tell(lang: Lang) -> None:
    counted: dict[str, int] = {}
    for sentence in sentences(lang):
        counted[sentence.intent] = counted.get(sentence.intent, 0) + 1
    few = {intent: n for intent, n in counted.items() if n < SENTENCES_AT_LEAST[lang]}
    assert few == {}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_of_the_set_is_trained_on(lang: Lang) -> None:
    """But for what everybody says in one to three words, which no set can leave out."""
    trained = {
        plain(line.strip().removeprefix("- "))
        for path in (NLU / lang).glob("*.yml")
        for block in yaml.safe_load(path.read_text("utf-8"))["nlu"]
        for line in block["examples"].splitlines()
    }
    both = [s.say for s in sentences(lang) if plain(s.say) in trained]
    assert [say for say in both if len(say.split()) > A_COMMAND_ALONE] == []
