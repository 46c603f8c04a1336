"""The trained model: where it is, whether it is up to date, and how it is trained."""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).parents[2]
MODELS = PROJECT / ".models"
TRAINED_FROM = ("config.yml", "domain.yml", "data")


class NotTrained(RuntimeError):
    """Rasa ended its training without a model."""


def fingerprint() -> str:
    """What the files that a model is trained from hold now, in 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in TRAINED_FROM:
        root = PROJECT / name
        files = sorted(root.rglob("*.yml")) if root.is_dir() else [root]
        for file in files:
            digest.update(str(file.relative_to(PROJECT)).encode())
            digest.update(file.read_bytes())
    components = sorted((PROJECT / "assistant" / "engine" / "components").glob("*.py"))
    for file in components:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def model_path() -> Path:
    """Where the model for the present files is, or will be."""
    return MODELS / f"{fingerprint()}.tar.gz"


def is_trained() -> bool:
    """Whether the model for the present files is there."""
    return model_path().is_file()


def train() -> Path:
    """Train the model for the present files and give its path; older models are removed.

    Who comes while another process trains waits, and takes what that one made.
    Raises `NotTrained` when Rasa made none. A killed training leaves the old model in place.
    """
    MODELS.mkdir(exist_ok=True)
    with _one_at_a_time() as waited:
        return model_path() if waited and is_trained() else _train()


@contextmanager
def _one_at_a_time() -> Iterator[bool]:
    """Nobody else trains meanwhile. Gives whether somebody did, and was waited for."""
    waited = False
    folder = os.open(MODELS, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = True
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield waited
    finally:
        os.close(folder)


def _train() -> Path:
    from assistant.engine import left_out

    left_out.install()
    from rasa.model_training import train as rasa_train

    path = model_path()
    with tempfile.TemporaryDirectory(dir=MODELS) as folder:
        os.environ["RASA_CACHE_DIRECTORY"] = str(Path(folder) / "cache")
        result = rasa_train(
            domain=str(PROJECT / "domain.yml"),
            config=str(PROJECT / "config.yml"),
            training_files=[str(PROJECT / "data")],
            output=folder,
            fixed_model_name="model",
            force_training=True,
        )
        if result.code or not result.model:
            raise NotTrained(f"{PROJECT / 'data'}: no model; read the errors above, mend the file.")
        Path(result.model).replace(path)
    for old in MODELS.glob("*.tar.gz"):
        if old != path:
            old.unlink()
    return path
