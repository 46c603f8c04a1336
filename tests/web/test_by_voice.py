"""The page by voice: over its socket, and in a real browser with a microphone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import (
    WebSocketClientConnection,
    WebSocketClosedError,
    websocket_connect,
)

from assistant.bench.hearing import said_in
from assistant.speech.sound import HERTZ, silence, wav
from channels.spoken.line import Closed, Event, SoundCame, Typed
from channels.web.voices import AHEAD, BrowserLine
from tests.web.browser import Browser
from tests.web.chromium import needs_chromium, opened
from tests.web.conftest import Site

Visited = Callable[..., None]
VOICE = "fr+f4"  # not the assistant's, and none that the recogniser was made with
PIECE = 960  # bytes: 10 ms at 48 kHz
BROWSERS_HERTZ = 48_000


@dataclass
class Talker:
    """What `voice.js` does, without a browser. Each sound is heard at once."""

    socket: WebSocketClientConnection
    page: str = ""
    sounds: int = 0
    last: dict[str, Any] = field(default_factory=dict)
    closed: bool = False

    async def tells(self, **what: Any) -> None:
        await self.socket.write_message(json.dumps(what))

    async def says(self, phrase: str) -> None:
        """Aloud, with the silence after it."""
        sound = said_in("quiet", phrase, VOICE).at(BROWSERS_HERTZ)
        pcm = sound.pcm + silence(2.0, BROWSERS_HERTZ).pcm
        for at in range(0, len(pcm), PIECE):
            await self.socket.write_message(pcm[at : at + PIECE], binary=True)

    async def takes_in(self) -> None:
        """Until it is closed."""
        while (message := await self.socket.read_message()) is not None:
            if isinstance(message, bytes):
                self.sounds += 1
                with suppress(WebSocketClosedError):
                    await self.tells(played=int.from_bytes(message[:4]))
                continue
            told = json.loads(message)
            self.page = told.get("page", self.page)
            self.last = told
        self.closed = True

    async def until(self, it_is_so: Callable[[], object]) -> None:
        while not it_is_so():
            assert not self.closed or it_is_so(), self.last
            await asyncio.sleep(0.02)

    @property
    def heading(self) -> str:
        if not self.page:
            return ""
        return " ".join(html.fromstring(self.page).find(".//h1").text_content().split())


@asynccontextmanager
async def talking(
    site: Site, browser: Browser, *, origin: str | None = None, hello: bool = True
) -> AsyncIterator[Talker]:
    """A browser that talks."""
    cookie = browser.client.cookies.get("vivevoix") or ""
    headers = {"Cookie": f"vivevoix={cookie}", "Origin": origin or site.address}
    address = site.address.replace("http", "ws") + "/voice"
    talker = Talker(await websocket_connect(HTTPRequest(address, headers=headers)))
    if hello:
        await talker.tells(hertz=BROWSERS_HERTZ, echo_cancelled=True)
    taking_in = asyncio.create_task(talker.takes_in())
    try:
        yield talker
    finally:
        talker.socket.close()
        await taking_in


def test_a_question_is_said_heard_and_shown(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        async with talking(site, jeanne) as talker:
            await talker.until(lambda: "dix-huit ans" in talker.heading and talker.sounds)
            await talker.says("oui")
            await talker.until(lambda: "J'ai entendu" in talker.heading)
            await talker.says("oui")
            await talker.until(lambda: "près de vous" in talker.heading)
        await jeanne.opens()
        assert "près de vous" in jeanne.heading, "what was said aloud stands on the page"

    visited(happens)


def test_what_is_written_and_pressed_meanwhile_goes_the_same_way(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        async with talking(site, jeanne) as talker:
            await talker.until(lambda: talker.heading)
            await talker.tells(said="Lefèvre")
            await talker.until(lambda: "Lefèvre. Est-ce exact" in talker.heading)
            await talker.tells(command="language")
            await talker.until(lambda: "Is that right" in talker.heading)
            await talker.tells(command="stop")
            await talker.until(lambda: talker.closed)
            assert talker.last == {"over": True}
        await jeanne.opens()
        assert "Lefèvre" not in jeanne.text
        assert jeanne.client.cookies.get("vivevoix") is None

    visited(happens)


def test_a_line_that_is_cut_is_taken_up_at_the_same_question(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        places = site.desk.voices.places.left
        async with talking(site, jeanne) as talker:
            await talker.until(lambda: talker.heading)
            await talker.tells(said="Lefèvre")
            await talker.until(lambda: "Lefèvre" in talker.heading)
        while site.desk.voices.places.left < places:
            await asyncio.sleep(0.02)
        async with talking(site, jeanne) as talker:
            await talker.until(lambda: "Lefèvre. Est-ce exact" in talker.heading)

    visited(happens)


def test_only_the_page_itself_may_open_the_socket(visited: Visited) -> None:
    async def refused(site: Site, browser: Browser, origin: str | None = None) -> int:
        with pytest.raises(HTTPClientError) as refusal:
            async with talking(site, browser, origin=origin):
                pass
        return refusal.value.code

    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        assert await refused(site, jeanne, "https://evil.example") == 403
        assert await refused(site, site.browser()) == 403
        site.clock.passes(minutes=16)
        assert await refused(site, jeanne) == 403

    visited(happens)


def test_no_talk_begins_where_a_dossier_is_still_to_be_found(visited: Visited) -> None:
    """There a voice would say the dossier's number and the code into the room."""

    async def happens(site: Site) -> None:
        browser = site.browser()
        await browser.begins(anew=False)
        assert browser.page.xpath("//*[@id='voice']") == []
        async with talking(site, browser) as talker:
            await talker.until(lambda: talker.closed)
        await browser.opens()
        assert "Avez-vous déjà un dossier" in browser.heading

    visited(happens)


HOSTILE = (
    "[]",
    "null",
    "{}",
    '{"hertz": 0}',
    '{"hertz": "x"}',
    "[" * 10_000,
    "é",
    '{"hertz": 1e400}',
)


def test_what_no_browser_of_ours_sends_ends_that_talk_alone(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        for hostile in HOSTILE:
            async with talking(site, jeanne, hello=False) as talker:
                await talker.socket.write_message(b"\1\2\3", binary=True)
                await talker.socket.write_message(hostile)
                await talker.until(lambda: talker.closed)
        async with talking(site, jeanne) as talker:
            await talker.until(lambda: talker.heading)
            await talker.socket.write_message(b"\1\2\3", binary=True)
            await talker.tells(played=-1)
            await talker.tells(command="delete_dossier")
            await talker.tells(said="Oui")
            await talker.until(lambda: "près de vous" in talker.heading)

    visited(happens)


def test_who_finds_no_place_is_told_so(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        site.desk.voices.places.left = 0
        async with talking(site, jeanne) as talker:
            await talker.until(lambda: talker.closed)
        assert "Trop de personnes" in talker.last["no"]

    visited(happens)


async def _came(line: BrowserLine) -> list[Event]:
    line.closed()
    return [event async for event in line.events()]


def test_sound_that_comes_faster_than_it_can_be_said_is_let_go() -> None:
    async def scene() -> float:
        line = BrowserLine(lambda *_: None, BROWSERS_HERTZ, hears_itself=False)
        for _ in range(100):
            line.heard(silence(1.0, BROWSERS_HERTZ).pcm)
        came = [event.sound for event in await _came(line) if isinstance(event, SoundCame)]
        assert {sound.hertz for sound in came} == {HERTZ}
        return sum(sound.seconds for sound in came)

    assert asyncio.run(scene()) <= AHEAD + 1


def test_a_browser_that_hears_itself_is_deaf_while_it_speaks() -> None:
    async def scene(*, hears_itself: bool) -> list[Event]:
        line = BrowserLine(lambda *_: None, HERTZ, hears_itself=hears_itself)
        saying = asyncio.create_task(line.play(silence(1.0, HERTZ)))
        await asyncio.sleep(0)
        line.heard(silence(0.1, HERTZ).pcm)
        line.typed("oui")
        saying.cancel()
        return await _came(line)

    heard, typed, closed = asyncio.run(scene(hears_itself=False))
    assert isinstance(heard, SoundCame)
    assert [typed, closed] == [Typed("oui"), Closed()]
    assert asyncio.run(scene(hears_itself=True)) == [Typed("oui"), Closed()]


@needs_chromium
def test_in_a_real_browser_a_yes_is_heard_by_its_microphone(
    visited: Visited, tmp_path: Path
) -> None:
    """The prompt is said and heard there, and the microphone says yes again and again."""
    yes = said_in("quiet", "oui", VOICE).at(BROWSERS_HERTZ)
    microphone = tmp_path / "oui.wav"
    microphone.write_bytes(wav([silence(3.0, BROWSERS_HERTZ), yes, silence(3.0, BROWSERS_HERTZ)]))
    flags = (
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-audio-capture={microphone}",
        "--autoplay-policy=no-user-gesture-required",
    )  # fmt: skip

    async def happens(site: Site) -> None:
        async with opened(*flags, locale="fr-FR", permissions=["microphone"]) as browser:
            page = await browser.new_page()
            wrong: list[str] = []
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else 0)
            await page.goto(site.address)
            for place in (0, 1, 0):
                await page.locator(".choices button").nth(place).click()
            await page.get_by_role("button", name="Parler").click()
            await page.get_by_role("heading", name="près de vous").wait_for(timeout=120_000)
            await page.get_by_role("button", name="Ne plus parler").click()
            while site.desk.voices.places.left < site.settings.calls_at_once:
                await asyncio.sleep(0.02)
            assert wrong == []

    visited(happens)
