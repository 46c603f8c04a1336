"""Papers that are taken from the page, and documents that are sent in by it."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader

from assistant.store.store import Store
from channels.papers import LARGEST
from channels.web import limits
from tests.documents.papers import CARD, LETTER, picture, text_pdf
from tests.web.browser import Browser
from tests.web.conftest import Site

Visited = Callable[..., None]


async def _sends(browser: Browser, content: bytes, title: str = "") -> None:
    await browser.sends("/papers", {"title": title}, files={"file": ("a.pdf", content)})


def test_a_paper_is_taken_as_pdf_and_that_is_written_down(visited: Visited, store: Store) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("identity.birth_date")
        await jeanne.opens("/papers")
        (link,) = jeanne.page.xpath("//a[contains(@href, 'mon-dossier')]/@href")
        got = await jeanne.client.get(link)
        assert got.headers["Content-Type"] == "application/pdf"
        assert got.headers["Cache-Control"] == "no-store"
        text = PdfReader(io.BytesIO(got.content)).pages[0].extract_text()
        assert "Lefèvre" in text
        await jeanne.opens("/papers/carte-urgence.pdf")
        assert jeanne.reply.status_code == 404
        assert "pas encore de carte" in jeanne.text

    visited(happens)
    assert "large_print" in [line.detail for line in store.audit.lines()]


def test_a_document_is_read_kept_and_named(visited: Visited, store: Store) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        question = jeanne.heading
        await _sends(jeanne, text_pdf(*LETTER), "  lettre de\nnovembre ")
        assert "Je l'appelle : lettre de novembre." in jeanne.text
        await _sends(jeanne, text_pdf(*LETTER))
        await jeanne.opens()
        assert jeanne.heading == question

    visited(happens)
    (listed,) = store.dossiers()
    (document,) = store.documents(listed.id)
    assert (document.title, document.channel) == ("lettre de novembre", "web")
    assert "Metformine" in document.text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "aucun document"),
        (b"\0" * 100, "Je ne sais pas ouvrir"),
        (b"a" * (LARGEST + 1), "trop gros"),
        (picture(*CARD), "carte Vitale"),
    ],
    ids=["nothing", "no document", "too large", "a health card"],
)
def test_what_cannot_be_kept_is_said_with_its_reason(
    visited: Visited, store: Store, content: bytes, said: str
) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        await _sends(jeanne, content)
        assert said in jeanne.text
        assert site.desk.files.left == limits.FILES_AT_ONCE

    visited(happens)
    assert [d for listed in store.dossiers() for d in store.documents(listed.id)] == []


def test_without_a_dossier_nothing_is_taken_or_sent(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        nobody = site.browser()
        await nobody.begins(anew=False)
        for path in ("/papers", "/papers/mon-dossier.pdf"):
            await nobody.opens(path)
            assert "Avez-vous déjà un dossier" in nobody.heading
        await _sends(nobody, text_pdf(*LETTER))
        assert "Avez-vous déjà un dossier" in nobody.heading

    visited(happens)


def test_a_page_left_alone_gives_no_paper(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        site.clock.passes(minutes=16)
        await jeanne.opens("/papers/mon-dossier.pdf")
        assert "absent" in jeanne.heading

    visited(happens)


def test_files_are_held_one_by_one_and_who_sends_none_holds_no_place(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        cookie = jeanne.client.cookies.get("vivevoix")
        head = (
            f"POST /papers HTTP/1.1\r\nHost: {site.address[7:]}\r\nOrigin: {site.address}\r\n"
            f"Cookie: vivevoix={cookie}\r\nContent-Length: 5000\r\n\r\nabc"
        )
        held = []
        while site.desk.files.left:
            _, writer = await asyncio.open_connection("127.0.0.1", site.settings.port)
            writer.write(head.encode())
            held.append(writer)
            await asyncio.sleep(0.05)
        assert len(held) == limits.FILES_AT_ONCE
        await _sends(jeanne, text_pdf(*LETTER))
        assert jeanne.reply.status_code == 503
        for writer in held:
            writer.close()
        while site.desk.files.left < limits.FILES_AT_ONCE:
            await asyncio.sleep(0.02)
        await _sends(jeanne, text_pdf(*LETTER))
        assert "je l'ai bien lu" in jeanne.text

    visited(happens)
