"""The intent of a sentence, from its words and the letters within them.

Letters carry what hearing and typing mistakes leave of a word; accents, capitals and punctuation
are taken off first, because speech recognition gives none. A linear support vector machine
learns 10,000 sentences of two languages in seconds, where Rasa's own logistic regression takes a
minute and a half, and is right more often on sentences it never saw (docs/explanation/engine.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import joblib
import numpy as np
import numpy.typing as npt
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline, make_union
from sklearn.svm import LinearSVC

from assistant.understanding.phrases import plain

FILE = "intents.joblib"
FOLDS = 3  # for the temperature alone
TEMPERATURES = np.geomspace(1.0, 20.0, 40)
Floats: TypeAlias = npt.NDArray[np.float64]

RANKED = 8  # intents given with their confidence


def _weights(meant: npt.NDArray[np.str_]) -> Floats:
    """More weight to an intent with fewer examples: the questions are ten times the commands.

    The root of the scarcity, between no weight and full balance, is right most often.
    """
    _, place, counts = np.unique(meant, return_inverse=True, return_counts=True)
    return np.asarray(np.sqrt(np.median(counts) / counts)[place])


def _pipeline(letters: tuple[int, int], strength: float) -> Pipeline:
    """Words alone and by two, and letters; each weighed by how much it tells apart."""
    words = TfidfVectorizer(
        ngram_range=(1, 2),
        preprocessor=plain,
        sublinear_tf=True,
        token_pattern=r"\S+",  # noqa: S106, no password
    )
    within = TfidfVectorizer(
        analyzer="char_wb", ngram_range=letters, preprocessor=plain, sublinear_tf=True, min_df=2
    )
    return make_pipeline(make_union(words, within), LinearSVC(C=strength))


def _softmax(margins: Floats, temperature: float) -> Floats:
    scaled = margins * temperature
    powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def _calibrated(margins: Floats, right: npt.NDArray[np.int64]) -> float:
    """The temperature at which confidences are likeliest, on sentences left out of training."""
    rows = np.arange(len(right))
    losses = [-np.log(_softmax(margins, t)[rows, right] + 1e-9).mean() for t in TEMPERATURES]
    return float(TEMPERATURES[int(np.argmin(losses))])


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class WordsAndLettersClassifier(GraphComponent, IntentClassifier):
    """`letters`: shortest and longest run of letters; `C`: how closely examples are followed."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The settings of config.yml with their defaults."""
        return {"letters": [2, 5], "C": 2.0}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        learnt: tuple[Pipeline, float] | None = None,
    ) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self._learnt = learnt

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> WordsAndLettersClassifier:
        """A classifier that has not learnt yet."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the examples, and keep what was learnt in the model."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        said = [str(e.get(TEXT)) for e in examples]
        meant = np.array([e.get(INTENT) for e in examples])
        pipeline = _pipeline(tuple(self._config["letters"]), float(self._config["C"]))
        weighed = {"linearsvc__sample_weight": _weights(meant)}
        margins = cross_val_predict(
            pipeline, said, meant, cv=FOLDS, method="decision_function", fit_params=weighed
        )
        pipeline.fit(said, meant, **weighed)
        right = np.searchsorted(pipeline.classes_, meant)
        self._learnt = (pipeline, _calibrated(margins, right))
        with self._storage.write_to(self._resource) as folder:
            joblib.dump(self._learnt, folder / FILE, compress=3)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_options: Any,
    ) -> WordsAndLettersClassifier:
        """The classifier with what it learnt."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, joblib.load(folder / FILE))

    def process(self, messages: list[Message]) -> list[Message]:
        """Rank the intents of each message."""
        for message in messages:
            ranking = self._ranking(str(message.get(TEXT) or ""))
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking, add_to_output=True)
        return messages

    def _ranking(self, said: str) -> Sequence[dict[str, Any]]:
        if self._learnt is None:
            raise RuntimeError("the classifier has not learnt: run ./vivevoix train")
        pipeline, temperature = self._learnt
        confidences = _softmax(pipeline.decision_function([said]), temperature)[0]
        best = np.argsort(confidences)[::-1][:RANKED]
        return [
            {"name": str(pipeline.classes_[i]), "confidence": float(confidences[i])} for i in best
        ]
