"""What this build of Rasa leaves out, and how Rasa starts without it.

Rasa 3.6 imports TensorFlow, a dozen chat platforms and two cloud clients at the top of
modules that we do need. None of them is ever reached by our `config.yml`, and together they
weigh 1.5 GB and twelve seconds. Call `install()` before anything of Rasa is imported.

Only modules of Rasa's own are replaced for good. A third-party name is stood in for while
Rasa is importing and then forgotten, so that `import tensorflow` or `import boto3` keeps
failing honestly for every other library.
"""

from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType

_COMPONENTS = {
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
    "rasa.utils.tensorflow.callback": ("RasaTrainingLogger", "RasaModelCheckpoint"),
    "rasa.utils.tensorflow.data_generator": ("RasaBatchDataGenerator",),
}
_CHANNELS = {
    "rasa.core.channels.botframework": ("BotFrameworkInput",),
    "rasa.core.channels.facebook": ("FacebookInput",),
    "rasa.core.channels.hangouts": ("HangoutsInput",),
    "rasa.core.channels.mattermost": ("MattermostInput",),
    "rasa.core.channels.rasa_chat": ("RasaChatInput",),
    "rasa.core.channels.rocketchat": ("RocketChatInput",),
    "rasa.core.channels.slack": ("SlackInput",),
    "rasa.core.channels.socketio": ("SocketIOInput",),
    "rasa.core.channels.telegram": ("TelegramInput",),
    "rasa.core.channels.twilio": ("TwilioInput",),
    "rasa.core.channels.twilio_voice": ("TwilioVoiceInput",),
    "rasa.core.channels.webexteams": ("WebexTeamsInput",),
}
_FUNCTIONS = {
    "rasa.utils.tensorflow.environment": ("setup_tf_environment", "check_deterministic_ops"),
}
# Names that Rasa imports at the top of `rasa.core.tracker_store` and `rasa.utils.log_utils`,
# for DynamoDB, MongoDB and Sentry.
_THIRD_PARTIES = {
    "aiormq": (),
    "boto3": (),
    "boto3.dynamodb": (),
    "boto3.dynamodb.conditions": ("Key",),
    "pymongo": (),
    "pymongo.collection": ("Collection",),
    "structlog_sentry": ("SentryProcessor",),
}

LEFT_OUT_COMPONENTS = frozenset(name for names in _COMPONENTS.values() for name in names)


class LeftOut(ImportError):
    """A part of Rasa was asked for that this build leaves out."""


def _left_out_class(name: str, module: str) -> type:
    def refuse(self: object, *_args: object, **_options: object) -> None:
        raise LeftOut(f"{name} is left out of this build: remove it from config.yml.")

    return type(
        name,
        (),
        {
            "__init__": refuse,
            "__module__": module,
            "__doc__": "Left out of this build.",
            "name": classmethod(lambda cls: cls.__module__),
        },
    )


def _nothing(*_args: object, **_options: object) -> None:
    """Stands in for a function that would only set TensorFlow up."""


class _LeftOutFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers for a fixed set of module names, and for no others."""

    def __init__(
        self,
        classes: Mapping[str, tuple[str, ...]],
        functions: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.classes = classes
        self.functions = functions

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname not in self.classes and fullname not in self.functions:
            return None
        has_children = any(name.startswith(f"{fullname}.") for name in self.classes)
        return importlib.machinery.ModuleSpec(fullname, self, is_package=has_children)

    def exec_module(self, module: ModuleType) -> None:
        for name in self.classes.get(module.__name__, ()):
            setattr(module, name, _left_out_class(name, module.__name__))
        for name in self.functions.get(module.__name__, ()):
            setattr(module, name, _nothing)


@contextmanager
def _standing_in(names: dict[str, tuple[str, ...]]) -> Iterator[None]:
    missing = {
        name: classes
        for name, classes in names.items()
        if importlib.util.find_spec(name.partition(".")[0]) is None
    }
    finder = _LeftOutFinder(missing, {})
    sys.meta_path.append(finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in missing:
            sys.modules.pop(name, None)


def install() -> None:
    """Make `import rasa` possible without what is left out. Calling it again does nothing.

    Raises `RuntimeError` when Rasa was imported first: its modules would already hold
    references to what is missing.
    """
    if any(isinstance(finder, _LeftOutFinder) for finder in sys.meta_path):
        return
    if "rasa.core" in sys.modules or "rasa.nlu" in sys.modules:
        raise RuntimeError("Rasa was imported before assistant.engine.left_out.install().")
    sys.meta_path.insert(0, _LeftOutFinder({**_COMPONENTS, **_CHANNELS}, _FUNCTIONS))
    with _standing_in(_THIRD_PARTIES):
        importlib.import_module("rasa.utils.log_utils")
        importlib.import_module("rasa.core.tracker_store")
    _leave_out_the_default_back()


def _leave_out_the_default_back() -> None:
    """Rasa undoes a turn on an intent called `back`; here it goes to the previous question."""
    rule_policy = importlib.import_module("rasa.core.policies.rule_policy")
    rule_policy.DEFAULT_ACTION_MAPPINGS.pop("back", None)
