"""A browser without a script: it follows links, fills in forms, and keeps cookies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from lxml import html

from tests.people import LISTS

LONGEST_DIALOGUE = 120  # pages; the essential takes about 50


@dataclass
class Browser:
    """One browser on one page. `page` is what it shows, `reply` how it came."""

    address: str
    lang: str = "fr"
    reply: httpx.Response = field(init=False)
    client: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.AsyncClient(
            base_url=self.address, headers={"Accept-Language": self.lang}, timeout=60
        )

    @property
    def page(self) -> Any:
        """The document, as lxml has it."""
        return html.fromstring(self.reply.text)

    @property
    def text(self) -> str:
        """All that can be read."""
        return " ".join(self.page.find("body").text_content().split())

    @property
    def heading(self) -> str:
        """What is asked."""
        return " ".join(self.page.find(".//h1").text_content().split())

    @property
    def title(self) -> str:
        """As a browser keeps it in its history."""
        return " ".join(self.page.findtext(".//title").split())

    @property
    def mark(self) -> str:
        """Of the talk, on the page that it shows."""
        return str(self.page.xpath("//input[@name='mark']/@value")[0])

    @property
    def choices(self) -> list[str]:
        """The answers that can be pressed."""
        return [str(b) for b in self.page.xpath("//form[@class='choices']/button/@value")]

    async def opens(self, path: str = "/") -> None:
        """Go there."""
        self.reply = await self.client.get(path, follow_redirects=True)

    async def sends(self, path: str, data: Mapping[str, str], **more: Any) -> httpx.Response:
        """Send a form as a browser does, and follow where it leads. Gives the first answer."""
        headers = {"Origin": self.address, **more.pop("headers", {})}
        sent = await self.client.post(path, data=data, headers=headers, **more)
        self.reply = sent
        if sent.is_redirect:
            await self.opens(sent.headers["Location"])
        return sent

    async def begins(self, lang: str = "fr", *, anew: bool = True) -> None:
        """Open the page, begin, and say whether there is a dossier; no, where one begins anew."""
        await self.opens()
        await self.sends("/begin", {"lang": lang})
        if anew:
            await self.says("Non" if lang == "fr" else "No")

    async def says(self, said: str, mark: str | None = None) -> httpx.Response:
        """Write an answer, or press the button that says it."""
        return await self.sends("/answer", {"mark": mark or self.mark, "said": said})

    async def asks(self, command: str) -> httpx.Response:
        """Press one of the buttons that are always there."""
        return await self.sends("/answer", {"mark": self.mark, "command": command})

    async def closes(self) -> None:
        """Its connections end."""
        await self.client.aclose()


@dataclass
class Walk:
    """A person who answers each question of a talk from what they know."""

    browser: Browser
    answers: Mapping[str, str]
    asking: Any
    """Gives the open field and whether it is read back, as the assistant knows them."""
    asked: list[str] = field(default_factory=list)

    async def until(self, field_id: str | None) -> None:
        """Answer until `field_id` is asked, or until nothing is."""
        for _ in range(LONGEST_DIALOGUE):
            asking, confirming = await self.asking()
            if asking == field_id and not confirming:
                return
            assert asking is not None, f"{field_id} is never asked: {self.browser.text}"
            if confirming:
                await self.browser.says("Oui")
            elif asking in LISTS and asking in self.asked:
                await self.browser.says("Non")
            else:
                await self.browser.says(self.answers[asking])
            self.asked.append(asking)
        raise AssertionError(f"still asking: {self.browser.text}")
