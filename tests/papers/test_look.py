"""How papers look: what failing eyes need, measured; what software that reads aloud needs."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from assistant.dossier.dossier import Dossier
from assistant.exports.html import to_html
from assistant.exports.pdf import LOOK, laid_out, only_our_own
from assistant.papers.blocks import Line, Paper
from assistant.papers.card.card import fridge_sheet, wallet_card
from assistant.papers.every import papers
from assistant.papers.plain import plain_language
from assistant.papers.subject import Subject
from tests.conftest import NOW
from tests.papers.dossiers import EVERYTHING, FIVE, IDENTITY, dossier
from tests.papers.reading import pdf_of, printed

CSS = (LOOK / "paper.css").read_text("utf-8")
CONTRAST = 7  # to 1, WCAG 1.4.6 (AAA)
LARGE_PRINT = 18  # points
MM = 96 / 25.4  # CSS pixels


def _every_paper(kept: Dossier) -> list[Paper]:
    subject = Subject(kept, "fr", NOW.date())
    return [*papers(subject), plain_language(subject)]


ALL = [
    pytest.param(paper, id=f"{name}-{paper.name}")
    for name, kept in FIVE.items()
    for paper in _every_paper(kept)
]


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def test_every_colour_stands_out_seven_to_one_from_the_only_background() -> None:
    backgrounds = set(re.findall(r"background: (#\w{6})", CSS))
    assert backgrounds == {"#ffffff"}
    colours = set(re.findall(r"#[0-9a-f]{6}", CSS)) - backgrounds
    for colour in colours:
        assert 1.05 / (_luminance(colour) + 0.05) >= CONTRAST, colour


def test_text_to_read_has_eighteen_points_and_one_and_a_half_lines() -> None:
    rules = {
        selector.strip(): rule
        for selector, rule in re.findall(r"^([^@{}/]+?) \{([^}]*)\}", CSS, re.MULTILINE)
    }
    assert "font: 400 18pt" in rules["html"].replace("\n", " ")
    assert "line-height: 1.5" in rules["html"]
    small = {
        selector
        for selector, rule in rules.items()
        for size in re.findall(r"font(?:-size)?: (?:\d+ )?(\d+)pt", rule)
        if int(size) < LARGE_PRINT
    }
    assert all("panel" in selector for selector in small), "only the card that folds is smaller"


def test_lines_are_left_aligned_and_words_are_whole() -> None:
    assert "text-align: left" in CSS
    assert "justify" not in CSS
    assert "hyphens: none" in CSS


def test_boxes_to_sign_have_a_thick_black_border() -> None:
    (width,) = re.findall(r"\.sign div \{ border: ([\d.]+)pt solid #000000", CSS)
    assert float(width) >= 3


def test_the_typeface_comes_with_its_licence() -> None:
    assert "SIL Open Font License, Version 1.1" in (LOOK / "OFL.txt").read_text("utf-8")


@pytest.mark.parametrize("paper", ALL)
def test_each_paper_is_tagged_titled_and_in_its_language(paper: Paper) -> None:
    """What PDF/UA-1 asks, as far as pypdf shows it."""
    document = pypdf.PdfReader(io.BytesIO(pdf_of(paper)))
    catalogue: Any = document.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]["/K"]
    assert catalogue["/Lang"] == paper.lang
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert document.metadata is not None
    assert document.metadata.title == paper.title
    assert "<pdfuaid:part>1</pdfuaid:part>" in catalogue["/Metadata"].get_data().decode().replace(
        'pdfuaid:part="1"', "<pdfuaid:part>1</pdfuaid:part>"
    )
    for page in document.pages:
        assert page["/StructParents"] is not None
        assert page["/Tabs"] == "/S"


def _tags(node: Any) -> Iterator[Any]:
    """Every element of the structure, in reading order."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _tags(node["/K"])


@pytest.mark.parametrize("paper", ALL)
def test_no_level_of_heading_is_skipped_and_every_picture_has_its_words(paper: Paper) -> None:
    document = pypdf.PdfReader(io.BytesIO(pdf_of(paper)))
    level = 0
    for tag in _tags(document.trailer["/Root"]["/StructTreeRoot"]["/K"]):  # type: ignore[index]
        if re.fullmatch(r"/H\d", tag["/S"]):
            assert int(tag["/S"][2]) <= level + 1
            level = int(tag["/S"][2])
        if tag["/S"] == "/Figure":
            assert tag["/Alt"]


@pytest.mark.parametrize("paper", ALL)
def test_every_typeface_is_embedded_and_is_the_legible_one(paper: Paper) -> None:
    document = pypdf.PdfReader(io.BytesIO(pdf_of(paper)))
    fonts = {
        font.get_object()["/BaseFont"]: font.get_object()["/DescendantFonts"][0]
        for page in document.pages
        for font in page["/Resources"].get("/Font", {}).values()  # type: ignore[attr-defined]
    }
    assert fonts
    for name, font in fonts.items():
        assert "Atkinson" in name
        described = font.get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in described or "/FontFile3" in described


def _pages(paper: Paper) -> Iterator[Any]:
    for page in laid_out(paper).pages:
        yield page._page_box


def _bottom(box: Any) -> float:
    return float(box.position_y + (box.height if isinstance(box.height, int | float) else 0))


def _right(box: Any) -> float:
    return float(box.position_x + (box.width if isinstance(box.width, int | float) else 0))


def _lines(box: Any) -> list[Any]:
    return [b for b in box.descendants() if type(b).__name__ in ("TextBox", "InlineReplacedBox")]


LONG = dossier(
    "10000009",
    {
        **IDENTITY,
        "identity.birth_name": "W" * 60,
        "identity.address": "x" * 300,
        "review.card": "useful",
    },
    health__treatments=[
        {"name": f"médicament {n} " + "interminable " * 25, "dose": "MMMMM WWWWW " * 9}
        for n in range(9)
    ],
    health__conditions=[{"name": "W" * 200, "since": "2001"}],
)
"""What people may really say, at its longest."""


@pytest.mark.parametrize("kept", [EVERYTHING, LONG])
def test_nothing_runs_out_of_its_page(kept: Dossier) -> None:
    for paper in _every_paper(kept):
        for page in _pages(paper):
            inside = page.width + page.position_x + page.margin_left + 1
            for line in _lines(page):
                assert _right(line) <= inside, (paper.name, line.text)


@pytest.mark.parametrize("kept", [EVERYTHING, FIVE["cannot_sign"], LONG])
def test_nothing_is_hidden_under_the_edge_of_a_panel_of_the_card(kept: Dossier) -> None:
    card = wallet_card(Subject(kept, "fr", NOW.date()))
    assert card is not None
    panels = [
        box
        for page in _pages(card)
        for box in page.descendants()
        if box.element is not None and box.element.get("class") == "panel" and box.height
    ]
    assert len(panels) >= len(card.panels)
    for panel in panels:
        end, side = panel.position_y + 54 * MM, panel.position_x + 85.6 * MM
        for line in _lines(panel):
            assert _bottom(line) <= end
            assert _right(line) <= side


def test_a_paper_fetches_nothing() -> None:
    for url in ("https://exemple.fr/x.png", "http://127.0.0.1:9/", "file:///etc/hostname"):
        with pytest.raises(ValueError, match="fetch nothing"):
            only_our_own(url)
    hostile = "<img src='file:///etc/hostname'><script>alert(1)</script> & « é »"
    paper = Paper(name="x", title=hostile, lang="fr", blocks=(Line(hostile),))
    assert "alert(1)" in printed(pdf_of(paper))
    assert "<script>" not in to_html(paper)
    assert "<img" not in to_html(paper)


def test_every_file_of_the_look_is_used_or_is_the_licence() -> None:
    used = set(re.findall(r'url\("([^"]+)"\)', CSS)) | {"paper.css", "OFL.txt"}
    assert {path.name for path in LOOK.iterdir()} == used
    assert Path(LOOK / "paper.css").is_file()


def test_the_fridge_sheet_is_a5() -> None:
    sheet = fridge_sheet(Subject(EVERYTHING, "fr", NOW.date()))
    assert sheet is not None
    for page in pypdf.PdfReader(io.BytesIO(pdf_of(sheet))).pages:
        millimetres = [float(side) / 72 * 25.4 for side in page.mediabox[2:]]
        assert millimetres == pytest.approx([148, 210], abs=0.5)
