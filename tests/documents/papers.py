"""Papers and files made for the tests: invented people, real formats, and some built to harm."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

PROJECT = Path(__file__).parents[2]
EXAMPLES = Path("shared/data/cda")
"""Public examples of the French health agency, beside the project or above: not shipped."""

LETTER = (
    "Ordonnance du docteur Petit",
    "Nantes, le 3 mars 2024",
    "Metformine 500 mg, un comprimé matin et soir",
)
CARD = ("carte d'assurance maladie", "Vitale", "LEFEVRE JEANNE", "2 79 03 51 215 189 89")
NUMBERED = (*LETTER, "N° de sécurité sociale : 2 79 03 51 215 189 89")


def needs_shared() -> Path:
    """The folder of examples; the test is skipped where it is not."""
    for folder in PROJECT.parents:
        if (folder / EXAMPLES).is_dir():
            return folder / EXAMPLES
    pytest.skip(f"the public examples are not here: ../{EXAMPLES}")


def picture(*lines: str, form: str = "PNG", **options: Any) -> bytes:
    """A paper as a scanner shows it."""
    image = Image.new("RGB", (1600, 200 + 110 * max(len(lines), 1)), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.load_default(56)
    for place, line in enumerate(lines):
        draw.text((80, 80 + 110 * place), line, fill="black", font=font)
    made = io.BytesIO()
    image.save(made, form, **options)
    return made.getvalue()


def scan(*lines: str) -> bytes:
    """A PDF that holds a picture of a paper, and no text."""
    return picture(*lines, form="PDF", resolution=150)


def text_pdf(*lines: str) -> bytes:
    """A PDF with text in it, as a word processor makes it."""
    shown = b" ".join(
        b"1 0 0 1 50 %d Tm (%s) Tj" % (750 - 20 * place, line.encode("cp1252"))
        for place, line in enumerate(lines)
    )
    content = b"BT /F1 12 Tf " + shown + b" ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(made))
    )


def bundle(*resources: dict[str, Any], **composition: Any) -> bytes:
    """A FHIR bundle."""
    first = {
        "resourceType": "Composition",
        "type": {"coding": [{"system": "http://loinc.org", "code": "60591-5"}]},
        "title": "Synthèse",
        "date": "2024-05-02T10:00:00+02:00",
        "author": [{"display": "Docteur Bernard Petit"}],
        **composition,
    }
    entries = [{"resource": resource} for resource in (first, *resources)]
    return json.dumps(
        {"resourceType": "Bundle", "type": "document", "entry": entries}, ensure_ascii=False
    ).encode()


def cda(body: str = "", before: str = "") -> bytes:
    """A small CDA document."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}'
        '<ClinicalDocument xmlns="urn:hl7-org:v3"><code code="11490-0"/>'
        f"<title>Lettre</title><effectiveTime value='20240302'/>{body}</ClinicalDocument>"
    ).encode()


def zip_bomb() -> bytes:
    """Ten kilobytes that unfold to ten megabytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0", b"0" * 10_000_000)
    return made.getvalue()


def picture_bomb() -> bytes:
    """A small PNG that claims to be 60,000 points wide and high."""
    content = bytearray(picture())
    content[16:24] = (60_000).to_bytes(4) * 2
    import zlib

    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4)
    return bytes(content)
