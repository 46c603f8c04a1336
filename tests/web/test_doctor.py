"""What `doctor` says about the page, and `start` where it is."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from assistant.cli import main
from assistant.settings import Settings
from channels.supervisor import channels
from channels.web.findings import findings
from tests.web.conftest import Site, free_port


def _said(**settings: object) -> str:
    (finding,) = findings(Settings(**settings))  # type: ignore[arg-type]
    return finding.line()


def test_where_the_page_is_is_said_by_doctor(visited: Callable[..., None]) -> None:
    port = free_port()
    assert _said(port=port) == f"ok   page: http://127.0.0.1:{port}."
    assert "https://dossier.example by your proxy" in _said(
        port=port, web_address="https://dossier.example"
    )

    async def happens(site: Site) -> None:
        port = site.settings.port
        assert await asyncio.to_thread(_said, port=port) == f"ok   page: http://127.0.0.1:{port}."

    visited(happens)


def test_what_is_wrong_with_it_is_said_with_its_cure() -> None:
    assert _said(port=0) == "off  page: turned off.  Cure: VIVEVOIX_PORT=8080"
    assert _said(web_address="http://x").startswith("gap  page: VIVEVOIX_WEB_ADDRESS")
    with socket.create_server(("127.0.0.1", 0)) as another:
        another.settimeout(0)
        line = _said(port=another.getsockname()[1])
    assert "is taken by another program.  Cure: VIVEVOIX_PORT=" in line


def test_the_page_is_on_unless_it_is_turned_off() -> None:
    (web,) = [channel for channel in channels() if channel.name == "page"]
    assert web.is_on(Settings())
    assert not web.is_on(Settings(port=0))


@pytest.mark.usefixtures("engine")
def test_start_prints_the_pages_address(monkeypatch: pytest.MonkeyPatch, home: object) -> None:
    monkeypatch.setenv("VIVEVOIX_HOME", str(home))
    monkeypatch.setenv("VIVEVOIX_PORT", str(port := free_port()))
    started = CliRunner().invoke(main, ["start"], input="")
    assert f"La page / The page: http://127.0.0.1:{port}" in started.output
