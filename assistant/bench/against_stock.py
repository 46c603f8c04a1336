"""Stock Rasa, measured in the same run: its default pipeline, its own server, over HTTP.

It lives outside this project's lock, in an environment that the bench makes itself on Python 3.10
(2.5 GB; VIVEVOIX_HOME/stock-rasa). The domain, the rules and the data are the same; its actions
are ours, served by rasa-sdk, as far as they answer without our store: here one action a turn.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import yaml

from assistant.bench import evaluation
from assistant.engine.model import PROJECT
from assistant.settings import Settings

STOCK = "rasa==3.6.21"
START_SECONDS = 240  # TensorFlow takes most of a minute on a busy machine
TURNS = 110
TURN_100 = slice(95, 105)
EPOCHS = 30  # DIET's default is 300: 100 minutes on two cores for this data

Tell = Callable[[str], None]

_ACTIONS = """
from rasa_sdk import Action

class ActionReply(Action):
    def name(self): return "action_reply"
    def run(self, dispatcher, tracker, domain):
        dispatcher.utter_message(text="ok")
        return []
"""


def measure(what: str, tell: Tell) -> None:
    """Print stock Rasa's figures for `what`; say what is missing when it cannot be had."""
    if what not in ("turns", "start", "understand"):
        return
    tell("-- stock Rasa 3.6.21, default pipeline, Python 3.10")
    python = _environment(tell)
    if python is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        _write_project(project, nlu=what == "understand")
        _run(python, project, "train", "--quiet")
        with _served(python, project) as (address, seconds):
            if what == "start":
                tell(f"server ready             {seconds:5.1f} s")
            elif what == "turns":
                _turns(address, tell)
            else:
                _understand(address, tell)


def _environment(tell: Tell) -> Path | None:
    """The Python of stock Rasa's environment, made the first time."""
    folder = Settings().home / "stock-rasa"
    python = folder / "bin" / "python"
    if python.is_file():
        return python
    found = next(_pythons_310(), None)
    if found is None:
        tell("stock Rasa needs Python 3.10. Run: ./vivevoix bench WHAT --no-stock")
        return None
    tell("making its environment, 2.5 GB …")
    uv = [str(python), "-m", "uv", "pip", "install", "-q", "--python", str(python)]
    uv.append("--no-config")  # this project replaces what Rasa says it needs
    try:
        _checked(found, "-m", "venv", str(folder))
        _checked(str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "uv")
        _checked(*uv, STOCK, "setuptools<71")  # pip looks for an hour among Rasa's pins
    except subprocess.CalledProcessError:
        shutil.rmtree(folder, ignore_errors=True)
        tell("stock Rasa could not be installed; the reason is above.")
        return None
    return python


def _checked(*command: str) -> None:
    subprocess.run(command, check=True)  # noqa: S603


def _pythons_310() -> Iterator[str]:
    if on_path := shutil.which("python3.10"):
        works = subprocess.run([on_path, "--version"], capture_output=True, check=False)  # noqa: S603
        if works.returncode == 0:
            yield on_path
    root = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from (str(path) for path in sorted(root.glob("versions/3.10.*/bin/python3.10")))


def _write_project(project: Path, *, nlu: bool) -> None:
    """Our domain and data under stock's default pipeline and policies."""
    shutil.copytree(PROJECT / "data" / "nlu", project / "data" / "nlu")
    intents = yaml.safe_load((PROJECT / "domain.yml").read_text("utf-8"))["intents"]
    intents = [intent for intent in intents if intent != "back"] + ["back"]
    _dump(
        project / "domain.yml", {"version": "3.1", "intents": intents, "actions": ["action_reply"]}
    )
    rules = [
        {"rule": intent, "steps": [{"intent": intent}, {"action": "action_reply"}]}
        for intent in intents
        if intent != "back"  # stock keeps that name for itself
    ]
    _dump(project / "data" / "rules.yml", {"version": "3.1", "rules": rules})
    epochs = EPOCHS if nlu else 1  # what a turn costs does not depend on how much was learnt
    pipeline = [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
        {"name": "EntitySynonymMapper"},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ]
    policies = [
        {"name": "MemoizationPolicy"},
        {"name": "RulePolicy"},
        {"name": "TEDPolicy", "max_history": 5, "epochs": 1, "constrain_similarities": True},
    ]
    _dump(
        project / "config.yml",
        {
            "recipe": "default.v1", "assistant_id": "stock", "language": "fr",
            "pipeline": pipeline, "policies": policies,
        },
    )  # fmt: skip
    (project / "actions.py").write_text(_ACTIONS)


def _dump(path: Path, content: dict[str, Any]) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def _quiet() -> dict[str, str]:
    return {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}


def _run(python: Path, project: Path, *arguments: str) -> None:
    subprocess.run(  # noqa: S603
        [str(python), "-m", "rasa", *arguments],
        cwd=project, env=_quiet(), check=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


@contextmanager
def _served(python: Path, project: Path) -> Iterator[tuple[str, float]]:
    """`rasa run` and its action server on loopback: the address, and the seconds it took."""
    port, actions_port = _free_port(), _free_port()
    (project / "endpoints.yml").write_text(
        f"action_endpoint:\n  url: http://127.0.0.1:{actions_port}/webhook\n"
    )
    (project / "credentials.yml").write_text("rest:\n")
    environment = {**_quiet(), "SANIC_HOST": "127.0.0.1"}
    commands = (
        ["-m", "rasa_sdk", "--actions", "actions", "-p", str(actions_port)],
        ["-m", "rasa", "run", "--enable-api", "-i", "127.0.0.1", "-p", str(port),
         "--credentials", "credentials.yml", "--endpoints", "endpoints.yml"],
    )  # fmt: skip
    began = time.perf_counter()
    with ExitStack() as running:
        for command in commands:
            process = subprocess.Popen(  # noqa: S603
                [str(python), *command],
                cwd=project, env=environment,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            running.callback(process.wait)
            running.callback(process.kill)
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/status")
        yield address, time.perf_counter() - began


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310, our own server
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"stock Rasa did not answer within {START_SECONDS} s")


def _post(address: str, body: dict[str, Any]) -> Any:
    request = urllib.request.Request(  # noqa: S310, our own server
        address, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        return json.load(answer)


def _turns(address: str, tell: Tell) -> None:
    milliseconds = []
    for number in range(TURNS):
        began = time.perf_counter()
        said = ("bonjour", "merci beaucoup")[number % 2]
        _post(f"{address}/webhooks/rest/webhook", {"sender": "bench", "message": said})
        milliseconds.append((time.perf_counter() - began) * 1000)
    tell(f"turn, median        {median(milliseconds):6.1f} ms")
    tell(f"turn 100            {median(milliseconds[TURN_100]):6.1f} ms   ours must be 8 x faster")


def _understand(address: str, tell: Tell) -> None:
    """Its intents out of the blue, since it does not know which question is open."""
    tell(f"DIET, {EPOCHS} epochs, on the sentences said out of the blue:")
    for lang in ("fr", "en"):
        right = total = 0
        for sentence in evaluation.sentences(lang):
            if not evaluation.is_unasked(sentence):
                continue
            heard = _post(f"{address}/model/parse", {"text": sentence.say})["intent"]["name"]
            right += str(heard).partition("/")[0] == sentence.intent
            total += 1
        tell(f"intents right, {lang}   {right / total:6.1%}  {right}/{total}")
