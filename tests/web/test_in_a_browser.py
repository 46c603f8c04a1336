"""The page in a real browser: what is read, weighed, pressed twice and gone back from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.web.chromium import SEEN_BY_A_READER, needs_chromium, opened
from tests.web.conftest import Site

if TYPE_CHECKING:
    from playwright.async_api import Page, Response

Visited = Callable[..., None]
pytestmark = needs_chromium

AT_400_PERCENT = {"width": 320, "height": 256}  # of 1280 by 1024 (WCAG 2.2, 1.4.10)
LIGHTEST = 100_000  # bytes in all (quality.md)
FIRST_FLIGHT = 14_600  # bytes: ten TCP segments, what a server sends before it is answered
SEND = "form.written button"


async def _begun(page: Page, address: str, anew: int = 1) -> None:
    await page.goto(address)
    await page.locator(".choices button").first.click()
    await page.locator(".choices button").nth(anew).click()


async def _until_written(page: Page) -> None:
    """Press on to the first question that has no choices: the name of who helps."""
    while await page.locator(".choices button").count():
        await page.locator(".choices button").first.click()


def test_without_a_script_it_is_read_and_answered(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        async with opened(java_script_enabled=False, locale="fr-FR") as browser:
            page = await browser.new_page()
            await _begun(page, site.address)
            assert await page.locator("h1").inner_text() == "Êtes-vous d'accord\u00a0?"
            await _until_written(page)
            await page.locator("#said").fill("Lefèvre")
            await page.keyboard.press("Enter")
            await page.locator("#reply").get_by_text("Bonjour à Lefèvre").wait_for()
            assert page.url.endswith("/#reply")
            where = await page.evaluate("document.activeElement.id")
            assert where == "reply", "whoever hears the page is put before what was said"

    visited(happens)


@pytest.mark.parametrize(
    ("locale", "scheme"), [("fr-FR", "light"), ("en-GB", "dark")], ids=["fr, light", "en, dark"]
)
def test_every_page_is_large_clear_labelled_and_fits_at_400_percent(
    visited: Visited, locale: str, scheme: str
) -> None:
    async def happens(site: Site) -> None:
        async with opened(viewport=AT_400_PERCENT, locale=locale, color_scheme=scheme) as browser:
            page = await browser.new_page()
            wrong: list[str] = []

            async def looked_at() -> None:
                heading = await page.locator("h1").inner_text()
                wrong.extend(f"{heading}: {w}" for w in await page.evaluate(SEEN_BY_A_READER))

            await page.goto(site.address)
            await looked_at()
            await _begun(page, site.address)
            await looked_at()
            await _until_written(page)
            await looked_at()
            await page.locator("#said").fill("Lefèvre-de-la-Très-Longue-Maison-Normande")
            await page.locator(SEND).click()
            await looked_at()
            for path in ("/papers", "/papers/carte-urgence.pdf", "/nothing"):
                await page.goto(site.address + path)
                await looked_at()
            await page.goto(site.address)
            site.clock.passes(minutes=16)
            await page.goto(site.address)
            await looked_at()
            assert wrong == []

    visited(happens)


def test_the_first_page_weighs_little_and_waits_for_one_file_only(visited: Visited) -> None:
    """First paint waits for the page and its style; letters are shown before their own font."""

    async def happens(site: Site) -> None:
        async with opened(locale="fr-FR") as browser:
            page = await browser.new_page()
            came: list[Response] = []
            page.on("response", lambda response: came.append(response))
            await page.goto(site.address, wait_until="networkidle")
            weights = {response.url: len(await response.body()) for response in came}
            waited_for = [url for url in weights if not url.endswith((".woff2", ".js"))]
            assert sum(weights.values()) < LIGHTEST
            assert len(waited_for) == 2
            assert sum(weights[url] for url in waited_for) < FIRST_FLIGHT
            kept = [(await r.all_headers())["cache-control"] for r in came[1:]]
            assert all("immutable" in said for said in kept), "it is asked for once"

    visited(happens)


def test_pressed_twice_loaded_again_and_gone_back_nothing_is_answered_twice(
    visited: Visited,
) -> None:
    async def happens(site: Site) -> None:
        async with opened(locale="fr-FR") as browser:
            page = await browser.new_page()
            await _begun(page, site.address)
            await page.locator(".choices button").first.dblclick(no_wait_after=True)
            await page.get_by_role("heading", name="dix-huit ans").wait_for()
            await page.reload()
            assert "dix-huit ans" in await page.locator("h1").inner_text()
            await page.locator(".choices button").first.click()
            now = await page.locator("h1").inner_text()
            await page.go_back()
            await page.goto(site.address)
            assert await page.locator("h1").inner_text() == now

    visited(happens)


def test_after_the_end_going_back_shows_nothing_of_the_dossier(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        async with opened(locale="fr-FR") as browser:
            page = await browser.new_page()
            await _begun(page, site.address)
            await _until_written(page)
            await page.locator("#said").fill("Lefèvre")
            await page.locator(SEND).click()
            await page.locator("button[value=stop]").click()
            assert "Au revoir" in await page.locator("h1").inner_text()
            assert await browser.cookies() == []
            await page.go_back()
            assert "Lefèvre" not in await page.content()

    visited(happens)
