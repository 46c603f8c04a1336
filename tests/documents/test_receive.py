"""What a person hands over is read and described; what is hostile, broken or too telling is not."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from assistant.answers.kind import Lang
from assistant.documents import pdf as pdf_reading
from assistant.documents import types
from assistant.documents.number import shows_number
from assistant.documents.pictures import upright
from assistant.documents.receive import receive
from assistant.documents.refused import REASONS, Refused
from assistant.dossier.document import LARGEST_DOCUMENT, Document
from assistant.words.words import words_in
from tests.documents.papers import (
    CARD,
    LETTER,
    bundle,
    cda,
    needs_shared,
    picture,
    picture_bomb,
    scan,
    text_pdf,
    zip_bomb,
)

NIR = "279035121518989"
needs_tesseract = pytest.mark.skipif(
    shutil.which("tesseract") is None or shutil.which("pdftoppm") is None,
    reason="tesseract-ocr-fra and poppler-utils are not installed",
)


def received(content: bytes, lang: Lang = "fr") -> Document:
    found = receive(content, lang)
    assert isinstance(found, Document), found
    return found


def refused(content: bytes) -> str:
    found = receive(content, "fr")
    assert isinstance(found, Refused), found.title
    return found.reason


# --- papers


@needs_tesseract
@pytest.mark.parametrize("paper", [picture(*LETTER), picture(*LETTER, form="JPEG"), scan(*LETTER)])
def test_the_words_on_a_picture_or_a_scan_are_read_and_the_file_is_as_it_came(paper: bytes) -> None:
    found = received(paper)
    assert "Metformine" in found.text
    assert (found.type, found.content) == ("prescription", paper)
    assert found.summary.startswith("C'est une ordonnance.")


def test_the_text_of_a_pdf_is_taken_from_it() -> None:
    found = received(text_pdf(*LETTER))
    assert found.text.splitlines()[2] == LETTER[2]
    assert (found.type, found.media_type) == ("prescription", "application/pdf")
    assert found.title == "Ordonnance du docteur Petit"


@needs_tesseract
def test_a_picture_taken_sideways_is_read_upright() -> None:
    sideways = Image.open(io.BytesIO(picture(*LETTER))).transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # shown as turned a quarter to the right
    made = io.BytesIO()
    sideways.save(made, "JPEG", exif=exif)
    assert "Metformine" in received(made.getvalue()).text


def test_a_picture_without_words_is_kept_and_said_not_to_be_read() -> None:
    found = received(picture())
    assert found.title == "un document"
    assert "pas pu lire" in found.summary


def test_it_is_described_in_the_language_of_the_person() -> None:
    assert received(text_pdf(*LETTER), "en").summary.startswith("It is a prescription.")


# --- the social security number


@needs_tesseract
def test_a_picture_of_the_health_card_is_refused() -> None:
    assert refused(picture(*CARD)) == "health_card"


@needs_tesseract
@pytest.mark.parametrize(
    ("made", "said"),
    [
        (picture, "N° de sécurité sociale : 2 79 03 51 215 189 89"),
        (scan, f"INS {NIR}"),
        (text_pdf, "NIR 2790351215189"),
    ],
)
def test_on_a_paper_the_number_is_painted_over(made: Callable[..., bytes], said: str) -> None:
    found = received(made(*LETTER, said))
    assert "Metformine" in found.text
    assert "caché votre numéro" in found.summary
    assert not shows_number(found.text)
    again = received(found.content)
    assert "Metformine" in again.text
    assert again.content == found.content


def test_a_number_that_cannot_be_painted_over_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paper = text_pdf(*LETTER, f"INS {NIR}")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(paper) == "number"


@pytest.mark.parametrize("said", ["Tél. 02 40 11 22 33", "RPPS 10123456789", "3400935673220"])
def test_other_numbers_are_no_social_security_number(said: str) -> None:
    assert said in received(text_pdf(*LETTER, said)).text


def test_in_a_file_of_text_the_number_is_blanked_out_and_nothing_else() -> None:
    patient = (
        f'<recordTarget><id root="1.2.250.1.213.1.4.8" extension="{NIR}"/>'
        '<id root="1.2.250.1.213.1.4.10" extension="276059205062865"/>'
        f"<telecom value='mailto:{NIR}@patient.mssante.fr'/></recordTarget>"
    )
    content = cda(patient)
    kept = received(content).content
    blank = b"X" * 15
    expected = content.replace(NIR.encode(), blank).replace(b"276059205062865", blank)
    assert kept == expected
    patient_json = {
        "resourceType": "Patient",
        "identifier": [{"system": "urn:oid:1.2.250.1.213.1.4.8", "value": NIR}],
        "birthDate": "1979-03-28",
    }
    content = bundle(patient_json)
    assert received(content).content == content.replace(NIR.encode(), blank)


# --- structured documents


def test_a_fhir_bundle_proposes_its_allergies_and_treatments_and_no_more() -> None:
    allergy = {"resourceType": "AllergyIntolerance", "code": {"text": "Pénicilline"}}
    over = allergy | {"clinicalStatus": {"coding": [{"code": "resolved"}]}}
    none = {
        "resourceType": "AllergyIntolerance",
        "code": {"coding": [{"code": "716186003", "display": "No known allergy"}]},
    }
    taken = {
        "resourceType": "MedicationStatement",
        "status": "active",
        "medicationCodeableConcept": {"coding": [{"display": "Metformine 500 mg"}]},
        "dosage": [{"text": "1 matin et soir"}],
    }
    wish = {"resourceType": "Consent", "provision": {"type": "deny"}}
    found = received(bundle(allergy, over, none, taken, wish))
    assert (found.type, found.author, found.date) == (
        "summary", "Docteur Bernard Petit", "2024-05-02",
    )  # fmt: skip
    assert [dict(p.values) for p in found.proposals] == [
        {"health.allergies.substance": "Pénicilline"},
        {
            "health.treatments.name": "Metformine 500 mg",
            "health.treatments.dose": "1 matin et soir",
        },
    ]


@pytest.mark.parametrize(
    ("name", "kind", "author", "day", "proposed"),
    [
        ("BIO-CR-BIO_2024.01_TSH_1", "lab_report", "Laboratoire des charmes", "2021-04-01", []),
        ("CNAM-HR_2021.01", "reimbursements", "Assurance Maladie", "2019-07-01", []),
        (
            "IPS-FR_2024.01",
            "summary",
            "Centre de soins le Belvédère",
            "2024-04-02",
            ["Paracétamol", "LEVOTHYROX 75 microgrammes"],
        ),
    ],
)
def test_the_public_examples_are_understood(
    name: str, kind: str, author: str, day: str, proposed: list[str]
) -> None:
    content = (needs_shared() / "ExemplesCDA" / f"{name}.xml").read_bytes()
    found = received(content)
    assert (found.type, found.date) == (kind, day)
    assert author in (found.author or "")
    assert [next(iter(p.values.values())) for p in found.proposals] == proposed
    assert NIR.encode() not in found.content


# --- what is broken or built to harm

LAUGHS = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"x" * (LARGEST_DOCUMENT + 1), "too_large"),
        (zip_bomb(), "unknown_kind"),
        (b"MZ\x90\x00 program", "unknown_kind"),
        (b"just words", "unknown_kind"),
        (b"<html><script>alert(1)</script></html>", "unknown_kind"),
        (b'{"resourceType": "Patient"}', "unknown_kind"),
        (cda("&b;", LAUGHS), "hostile"),
        (cda("&file;", OUTSIDE), "hostile"),
        (cda("&file;", OUTSIDE).decode().replace("UTF-8", "UTF-16").encode("utf-16"), "hostile"),
        (b"<a>" * 200 + b"</a>" * 200, "hostile"),
        (b'{"a":' * 500 + b"1" + b"}" * 500, "hostile"),
        (b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}", "hostile"),
        (cda()[:-20], "broken"),
        (cda().replace(b"UTF-8", b"UTF-7"), "broken"),
        (bundle()[:-3], "broken"),
        (text_pdf(*LETTER)[:60], "broken"),
        (picture(*LETTER)[:400], "broken"),
        (picture_bomb(), "too_large"),
    ],
    ids=range(19),
)  # fmt: skip
def test_a_hostile_or_broken_file_is_one_clear_sentence(content: bytes, reason: str) -> None:
    assert refused(content) == reason


def test_a_picture_that_is_an_archive_as_well_is_a_picture() -> None:
    both = picture(*LETTER) + zip_bomb()
    found = received(both)
    assert (found.media_type, found.content) == ("image/png", both)


def test_a_pdf_with_a_password_says_so() -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(text_pdf(*LETTER))))
    writer.encrypt("secret", algorithm="AES-256")
    made = io.BytesIO()
    writer.write(made)
    assert refused(made.getvalue()) == "locked"


def test_without_the_programs_that_read_a_paper_is_kept_unread(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    paper = picture(*LETTER)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert received(paper).content == paper


def test_a_program_that_reads_can_write_no_file(tmp_path: Path) -> None:
    from assistant.documents.separate import read_by

    path = tmp_path / "left"
    assert read_by(["/bin/sh", "-c", f"cat > {path}; cat {path}"], b"words of a person") in (
        None,
        b"",
    )
    assert not path.exists() or path.read_bytes() == b""


def test_every_reason_and_every_type_has_its_words() -> None:
    for lang in ("fr", "en"):
        assert all(Refused(reason).sentence(lang) for reason in REASONS)
        assert all(words_in(lang).say(f"document_type_{name}") for name in types.names())


@given(st.binary(max_size=3_000))
def test_any_bytes_are_received_or_refused(content: bytes) -> None:
    assert isinstance(receive(content, "fr"), Document | Refused)


@settings(max_examples=60)
@given(st.data())
def test_a_damaged_file_never_fails_otherwise(data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from([cda("<component/>"), bundle(), cda(LAUGHS)]))
    content = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
        if not content:
            return
    assert isinstance(receive(bytes(content), "fr"), Document | Refused)


_KEYS = re.findall(
    r"\w+",
    "resourceType entry resource code text coding display author name reaction dosage section"
    " title type date data contentType",
)
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(_KEYS),
            inner,
            max_size=4,
        )
    ),
    max_leaves=30,
)


@given(_json, st.sampled_from(["AllergyIntolerance", "MedicationStatement", "Composition"]))
def test_a_bundle_of_anything_is_read_or_refused(anything: object, kind: str) -> None:
    resource = anything if isinstance(anything, dict) else {"code": anything}
    assert isinstance(receive(bundle(resource | {"resourceType": kind}), "fr"), Document | Refused)


def test_a_pdf_is_read_in_a_process_of_its_own() -> None:
    """So that a loop without end or a gigabyte taken costs that file alone."""
    assert isinstance(pdf_reading.read_pdf(b"%PDF-1.4 nothing"), Refused)


@settings(max_examples=60)
@given(st.data(), st.sampled_from(["PNG", "JPEG", "WEBP", "TIFF", "GIF", "BMP"]))
def test_a_damaged_picture_is_read_or_refused(data: st.DataObject, form: str) -> None:
    content = bytearray(picture("x", form=form))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    looked_at = upright(bytes(content[: data.draw(st.integers(1, len(content)))]))
    assert isinstance(looked_at, Refused | tuple)


@settings(max_examples=8)
@given(st.data())
def test_a_damaged_pdf_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(text_pdf(*LETTER))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(5, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(pdf_reading.read_pdf(bytes(content)), Refused | pdf_reading.Pdf)
