"""Papers as tagged PDF (PDF/UA-1), made in memory: nothing is fetched, nothing is written."""

from __future__ import annotations

import atexit
import io
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

from assistant.exports.html import to_html
from assistant.exports.order import CannotExport
from assistant.papers.blocks import Paper

LOOK = Path(__file__).parent / "look"
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""The Debian packages with the libraries that WeasyPrint draws text by."""


def to_pdf(paper: Paper) -> bytes:
    """The bytes of the file. Raises `CannotExport` when Pango is not installed."""
    made: bytes = laid_out(paper).write_pdf(pdf_variant="pdf/ua-1")
    return made


def laid_out(paper: Paper) -> Any:
    """The pages as WeasyPrint lays them out. Raises `CannotExport` when Pango is not installed."""
    weasyprint = _weasyprint()
    look, fonts = _look()
    html = weasyprint.HTML(
        string=to_html(paper), base_url=LOOK.as_uri() + "/", url_fetcher=only_our_own
    )
    return html.render(stylesheets=[look], font_config=fonts, pdf_variant="pdf/ua-1")


@cache
def _look() -> tuple[Any, Any]:
    """The style sheet with its typeface, opened once: that is most of the time of a page."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    atexit.register(_look.cache_clear)  # it needs the interpreter whole to let its files go
    sheet = weasyprint.CSS(filename=LOOK / "paper.css", font_config=fonts, url_fetcher=only_our_own)
    return sheet, fonts


def can_print() -> bool:
    """Whether the libraries of PDF are there."""
    try:
        _weasyprint()
    except CannotExport:
        return False
    return True


def only_our_own(url: str) -> Any:
    """A resource of a page: its own data, or a file of `look`. Raises `ValueError` on any other."""
    from weasyprint.urls import URLFetcher

    allowed = {path.as_uri() for path in LOOK.iterdir()}
    if not url.startswith("data:") and url not in allowed:
        raise ValueError("papers fetch nothing")
    return URLFetcher(allowed_protocols={"data", "file"}).fetch(url)


def _weasyprint() -> Any:
    try:
        with redirect_stdout(io.StringIO()):  # it prints how to install it, in nine lines
            import weasyprint
    except OSError:
        raise CannotExport(f"PDF needs Pango. Run: apt-get install {PANGO}") from None
    return weasyprint
