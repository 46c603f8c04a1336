"""A paper as the HTML from which it is printed."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable
from html import escape
from string import Template

from assistant.papers.blocks import (
    Block,
    Code,
    Given,
    Heading,
    Line,
    Paper,
    Points,
    Title,
    ToSign,
    ToWrite,
)

PAGE = Template(
    '<!DOCTYPE html><html lang="$lang"><head><meta charset="utf-8"><title>$title</title>'
    '<meta name="generator" content="Vive Voix"></head>'
    '<body class="$sheet" data-author="$author">$blocks</body></html>'
)
PANELS_A_ROW = 2
QUIET_ZONE = 4  # modules, ISO/IEC 18004


def to_html(paper: Paper) -> str:
    """The whole page; every word of the person is escaped."""
    return PAGE.substitute(
        lang=paper.lang,
        title=escape(paper.title),
        sheet=paper.sheet,
        author=escape(paper.author),
        blocks="".join(map(_block, paper.blocks)) + _panels(paper.panels),
    )


def _panels(panels: tuple[tuple[Block, ...], ...]) -> str:
    if not panels:
        return ""
    faces = [f'<div class="panel">{"".join(map(_block, panel))}</div>' for panel in panels]
    rows = (faces[at : at + PANELS_A_ROW] for at in range(0, len(faces), PANELS_A_ROW))
    return _element("div", "panels", (_element("div", "row", row) for row in rows))


def _element(tag: str, css_class: str, inside: Iterable[str]) -> str:
    return f'<{tag} class="{css_class}">{"".join(inside)}</{tag}>'


def _block(block: Block) -> str:
    match block:
        case Title(text):
            return f"<h1>{_text(text)}</h1>"
        case Heading(text, level):
            return f"<h{level}>{_text(text)}</h{level}>"
        case Line(text, strong):
            return f'<p class="strong">{_text(text)}</p>' if strong else f"<p>{_text(text)}</p>"
        case Points(items):
            return f"<ul>{''.join(f'<li>{_text(item)}</li>' for item in items)}</ul>"
        case Given(value=value, own_words=own_words):
            lead = f'<p>{_text(block.lead)} <span class="value">{_text(value)}</span></p>'
            own = f'<p class="own">{_text(own_words)}</p>' if own_words else ""
            return _element("div", "given", (lead, own))
        case ToWrite(label):
            return f'<div class="write"><p>{_text(label)}</p><div></div></div>'
        case ToSign(label):
            return f'<div class="sign"><p>{_text(label)}</p><div></div></div>'
        case Code(content, alt):
            return f'<div class="code"><img alt="{escape(alt)}" src="{_picture(content)}"></div>'


def _text(text: str) -> str:
    """Escaped; the groups of a number, and French punctuation, stay on the line of their word."""
    return _STAYS_WITH_ITS_WORD.sub("\N{NO-BREAK SPACE}", escape(text))


_STAYS_WITH_ITS_WORD = re.compile(r"(?<=\d) (?=\d)|(?<=«) | (?=[:;?!»])")


def _picture(content: str) -> str:
    """The QR code as an SVG of its own: sharp at every size, and nothing to fetch."""
    import segno

    drawn = io.BytesIO()
    segno.make(content, error="m", encoding="utf-8", micro=False, boost_error=False).save(
        drawn, kind="svg", border=QUIET_ZONE, dark="#000000", light="#ffffff"
    )
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()
