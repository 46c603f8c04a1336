"""Nobody is let in who should not be: hosts, origins, cookies, sizes, and who waits for nothing."""

from __future__ import annotations

import asyncio
import itertools
import logging
import random
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings
from channels.web import server
from channels.web.addresses import Addresses, BadAddress
from channels.web.limits import LARGEST_FORM, NewPages, Places
from channels.web.sessions import sender_of
from tests.web.conftest import Site

Visited = Callable[..., None]
PUBLIC = "https://dossier.example"


def test_a_host_that_is_not_ours_gets_nothing(visited: Visited) -> None:
    """A name that somebody points at this machine is not this page (DNS rebinding)."""
    hosts = ("evil.example", "127.0.0.1", "", "127.0.0.1:1", "dossier.example")
    paths = ("/", "/papers", "/look/0/page.css", "/nothing")

    async def happens(site: Site) -> None:
        async with httpx.AsyncClient(base_url=site.address) as client:
            for host, path in itertools.product(hosts, paths):
                got = await client.get(path, headers={"Host": host})
                assert got.status_code in (400, 421), (host, path)
                assert got.text == ""

    visited(happens)


def test_a_form_of_another_page_does_nothing(visited: Visited) -> None:
    origins = ("https://evil.example", "null", "", "http://127.0.0.1:1")
    paths = ("/begin", "/again", "/answer", "/papers")

    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        before, form = jeanne.heading, {"mark": jeanne.mark, "said": "Oui"}
        for origin, path in itertools.product(origins, paths):
            await jeanne.sends(path, form, headers={"Origin": origin})
            assert jeanne.reply.status_code == 403, (origin, path)
        await jeanne.opens()
        assert jeanne.heading == before

    visited(happens)


def test_the_cookie_is_out_of_reach_and_goes_nowhere_else(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        browser = site.browser()
        sent = await browser.sends("/begin", {"lang": "fr"})
        cookie = sent.headers["Set-Cookie"]
        value = cookie.partition("=")[2].partition(";")[0]
        assert len(value) == 43, "256 bits in base64"
        attributes = {part.strip() for part in cookie.split(";")[1:]}
        assert attributes == {"HttpOnly", "SameSite=Strict", "Path=/"}, "until it is closed"
        assert value not in sender_of(value)

    visited(happens)


def test_behind_a_proxy_the_cookie_is_secure(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        async with httpx.AsyncClient(base_url=site.address) as client:
            sent = await client.post(
                "/begin", data={"lang": "fr"}, headers={"Host": "dossier.example", "Origin": PUBLIC}
            )
            assert sent.headers["Set-Cookie"].startswith("__Host-vivevoix=")
            assert "Secure" in sent.headers["Set-Cookie"]
            by_http = await client.post(
                "/begin",
                headers={"Host": "dossier.example", "Origin": "http://dossier.example"},
            )
            assert by_http.status_code == 403

    visited(happens, web_address=PUBLIC)


def test_no_page_may_be_kept_framed_or_run_a_script_of_others(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        for path in ("/", "/papers", "/nothing", "/answer"):
            await jeanne.opens(path)
            headers = jeanne.reply.headers
            assert headers["Cache-Control"] == "no-store"
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert "Server" not in headers
            assert "Etag" not in headers
            assert jeanne.page.xpath("//@style | //@onclick | //style") == []

    visited(happens)


HOSTILE = ("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7*7 }}", "</title>")


def test_what_a_person_writes_is_never_markup(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        session = await site.desk.sessions.of(jeanne.client.cookies.get("vivevoix"))
        assert session is not None
        for written in HOSTILE:
            await site.desk.sessions.keep(session, f"Bonjour {written}", jeanne.mark)
            await jeanne.opens()
            assert f"Bonjour {written}" in jeanne.text, "it is shown as it was written"
            assert jeanne.page.xpath("//img | //script[not(@src)]") == []
            await jeanne.says(written, mark=written)
            assert jeanne.page.xpath("//img | //script[not(@src)]") == []

    visited(happens)


def test_a_name_that_is_markup_is_read_back_as_words(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("identity.doctor")
        await jeanne.says("le docteur <i>Petit</i>, généraliste à Nantes")
        assert "Petit" in jeanne.text
        assert jeanne.page.xpath("//i") == []

    visited(happens)


def test_a_form_that_is_too_large_is_refused_and_the_page_goes_on(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        question, mark = jeanne.heading, jeanne.mark
        try:
            await jeanne.says("a" * (LARGEST_FORM + 1), mark)
            assert jeanne.reply.status_code in (400, 413)
        except (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
            pass  # the line is cut: nothing is read of it
        await jeanne.opens()
        assert jeanne.heading == question
        await jeanne.says("a" * 6000)
        assert "trop long" in jeanne.text

    visited(happens)


def test_who_sends_nothing_or_too_slowly_costs_their_own_request_alone(
    visited: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "HEAD_WITHIN", 0.5)
    monkeypatch.setattr(server, "FORM_WITHIN", 0.5)

    async def happens(site: Site) -> None:
        port = site.settings.port
        slow = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        slow[1][1].write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1")
        body = b"POST /begin HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 9\r\n\r\nlang"
        slow[2][1].write(body % port)
        browser = site.browser()
        await browser.begins()
        assert "accord" in browser.heading
        for reader, writer in slow:
            await reader.read()  # to the end: it is cut
            writer.close()

    visited(happens)


def test_no_more_connections_are_held_than_there_is_room_for(
    visited: Visited, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "CONNECTIONS", 4)

    async def happens(site: Site) -> None:
        port = site.settings.port
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(8)]
        cut = await asyncio.gather(
            *(asyncio.wait_for(reader.read(), 0.5) for reader, _ in held), return_exceptions=True
        )
        assert cut.count(b"") >= 4
        for _, writer in held:
            writer.close()

    visited(happens)


def test_a_cookie_of_nobodys_is_nobody(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        async with httpx.AsyncClient(base_url=site.address) as client:
            for cookie in ("", "x", "A" * 43, "A" * 5000, "../../etc", "%00", "' or 1=1 --"):
                headers = {"Cookie": f"vivevoix={cookie}"}
                assert "Commencer" in (await client.get("/", headers=headers)).text
                assert (await client.get("/papers", headers=headers)).status_code == 303

    visited(happens)


def test_from_one_address_only_so_many_talks_begin_a_minute(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        site.desk.new.a_minute = 2
        for _ in range(2):
            await site.browser().begins()
        third = site.browser()
        await third.begins(anew=False)
        assert third.reply.status_code == 429

    visited(happens)


def test_people_are_counted_by_their_silence_and_addresses_by_the_minute() -> None:
    at = 0.0
    new = NewPages(clock=lambda: at, people=2, a_minute=2)
    assert [new.may_begin("a", 900) for _ in range(3)] == [True, True, False]
    assert new.may_begin("b", 900), "another address"
    new.is_there("1")
    new.is_there("2")
    at = 61.0
    assert not new.may_begin("a", 900), "two people are there"
    new.left("1")
    assert new.may_begin("a", 900)
    new.is_there("3")
    at = 1000.0
    assert new.may_begin("a", 900), "nobody answered for a quarter of an hour"


def test_what_is_taken_is_given_back() -> None:
    places = Places(1)
    assert places.take()
    assert not places.take()
    places.give_back()
    assert places.take()


def test_nothing_that_is_said_stands_in_a_log(
    visited: Visited, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        await jeanne.says("Zwyxkar")

        async def fails(*_: object) -> None:
            raise ValueError("Zwyxkar")

        monkeypatch.setattr(site.desk, "answer", fails)
        await jeanne.says("Zwyxkar")
        assert jeanne.reply.status_code == 500
        assert "Zwyxkar" not in jeanne.text
        await jeanne.sends("/answer?said=Zwyxkar", {"said": "\udcff"}, content=b"said=%ff%fe")

    with caplog.at_level(logging.DEBUG):
        visited(happens)
    ours = [r.getMessage() for r in caplog.records if not r.name.startswith(("httpx", "httpcore"))]
    assert "a request failed: ValueError" in ours
    assert not any("Zwyxkar" in message for message in ours)


def test_nothing_that_is_said_stands_on_the_disk_nor_does_the_cookie(
    visited: Visited, home: Path
) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne()
        await jeanne.says("Zwyxkar")
        assert "Zwyxkar" in jeanne.heading
        cookie = jeanne.client.cookies["vivevoix"].encode()
        for path in [path for path in home.rglob("*") if path.is_file()]:
            assert b"zwyxkar" not in path.read_bytes().lower(), path
            assert cookie not in path.read_bytes(), path

    visited(happens)


def test_whatever_bytes_come_the_page_goes_on(visited: Visited) -> None:
    async def happens(site: Site) -> None:
        jeanne = await site.jeanne("welcome.adult")
        body = f"mark={jeanne.mark}&said=%ff&command=\u0000".encode()
        head = (
            f"POST /answer HTTP/1.1\r\nHost: {site.address[7:]}\r\nOrigin: {site.address}\r\n"
            f"Cookie: vivevoix={jeanne.client.cookies['vivevoix']}\r\n"
            f"Content-Length: {len(body)}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
        )
        whole = head.encode() + body
        chance = random.Random(7)  # noqa: S311
        for _ in range(150):
            bent = bytearray(whole)
            for _ in range(chance.randrange(1, 12)):
                bent[chance.randrange(len(bent))] = chance.randrange(256)
            _, writer = await asyncio.open_connection("127.0.0.1", site.settings.port)
            writer.write(bytes(bent[: chance.randrange(1, len(bent))] + b"\r\n\r\n"))
            writer.close()
        await jeanne.opens()
        assert jeanne.reply.status_code == 200
        assert "dix-huit ans" in jeanne.heading

    visited(happens)


@pytest.mark.parametrize(
    "address", ["http://dossier.example", "dossier.example", "https://a.example/talk", "https://"]
)
def test_an_address_that_cannot_be_is_said_with_its_cure(address: str) -> None:
    with pytest.raises(BadAddress, match="write https://"):
        Addresses.of(Settings(web_address=address))


def test_a_port_that_is_taken_is_said_in_one_line_and_taken_when_it_is_free(
    visited: Visited, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "LOOK_AGAIN", 0.05)

    async def happens(site: Site) -> None:
        second = asyncio.create_task(server.serve(site.desk, site.settings.port))
        await asyncio.sleep(0.3)
        assert not second.done(), "the other channels go on"
        await site.stops()
        browser = site.browser()
        for _ in range(100):
            try:
                await browser.opens()
                break
            except httpx.ConnectError:
                await asyncio.sleep(0.05)
        assert "Commencer" in browser.text
        second.cancel()
        await asyncio.gather(second, return_exceptions=True)

    visited(happens)
    told = [r.getMessage() for r in caplog.records if "is taken" in r.getMessage()]
    assert len(told) == 1
    assert "VIVEVOIX_PORT" in told[0]
