"""The formats of `dossier export`, each a function from a dossier to files. Add one here."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.exports.order import Order
from assistant.security import files


@dataclass(frozen=True, slots=True)
class Exported:
    """A file to write: its name goes after the dossier's number."""

    name: str
    content: bytes


Format = Callable[[Order], Iterator[Exported]]


def _json(order: Order) -> Iterator[Exported]:
    from assistant.exports.json_export import to_json

    text = json.dumps(to_json(order.dossier), ensure_ascii=False, indent=2)
    yield Exported(".json", text.encode())


def _fhir(order: Order) -> Iterator[Exported]:
    """What fhir.resources does not accept is not written: ValueError, a fault of ours."""
    from fhir.resources.R4B.bundle import Bundle

    from assistant.exports.enclosed import enclosed
    from assistant.exports.fhir.bundle import to_fhir

    bundle = to_fhir(order.dossier, order.now, enclosed(order))
    Bundle.model_validate(bundle)
    yield Exported(".fhir.json", json.dumps(bundle, ensure_ascii=False, indent=2).encode())


def _cda(order: Order) -> Iterator[Exported]:
    from assistant.exports.cda.documents import to_cda
    from assistant.exports.enclosed import enclosed

    for name, content in to_cda(order.dossier, order.now, enclosed(order)).items():
        yield Exported(f".{name}.cda.xml", content)


def _pdf(order: Order) -> Iterator[Exported]:
    """Every paper, and beside the papers to sign the text that reads the same aloud."""
    from assistant.exports.pdf import to_pdf
    from assistant.exports.text import to_text
    from assistant.papers.every import papers

    for paper in papers(order.subject):
        yield Exported(f"-{paper.name}.pdf", to_pdf(paper))
        if paper.name == "papiers-a-signer":
            yield Exported(f"-{paper.name}-a-lire.txt", to_text(paper).encode())


def _braille(order: Order) -> Iterator[Exported]:
    from assistant.exports.braille import to_brf
    from assistant.papers.large_print import large_print

    yield Exported(".brf", to_brf(large_print(order.subject)))


def _plain(order: Order) -> Iterator[Exported]:
    """The text first, which needs nothing of this machine."""
    from assistant.exports.pdf import to_pdf
    from assistant.exports.text import to_text
    from assistant.papers.plain import plain_language

    paper = plain_language(order.subject)
    yield Exported(f"-{paper.name}.txt", to_text(paper).encode())
    yield Exported(f"-{paper.name}.pdf", to_pdf(paper))


def _text(order: Order) -> Iterator[Exported]:
    from assistant.exports.text import to_text
    from assistant.papers.every import papers

    for paper in papers(order.subject):
        yield Exported(f"-{paper.name}.txt", to_text(paper).encode())


FORMATS: dict[str, Format] = {
    "json": _json,
    "fhir": _fhir,
    "cda": _cda,
    "pdf": _pdf,
    "braille": _braille,
    "falc": _plain,
    "text": _text,
}


def export(form: str, order: Order, folder: Path) -> Iterator[Path]:
    """Write each file into `folder`, readable by its owner alone.

    Raises `OSError` or `CannotExport`; what was written before stays.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for made in FORMATS[form](order):
        path = folder / f"{order.dossier.id}{made.name}"
        files.write(path, made.content)
        yield path
