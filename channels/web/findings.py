"""What `doctor` says about the page."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPException

from assistant.doctor import Finding
from assistant.settings import Settings
from channels.web.addresses import AT_HOME, Addresses, BadAddress

ANSWERS_WITHIN = 2.0  # seconds


def findings(settings: Settings) -> Iterator[Finding]:
    """Where the page is, and whether something else is in its place."""
    if not settings.port:
        yield Finding("page", False, "turned off", "VIVEVOIX_PORT=8080", needed=False)
        return
    try:
        addresses = Addresses.of(settings)
    except BadAddress as wrong:
        yield Finding("page", False, str(wrong))
        return
    if _is_taken(settings.port) and not _is_ours(settings.port):
        says = f"port {settings.port} is taken by another program"
        yield Finding("page", False, says, "VIVEVOIX_PORT=…, another port", needed=False)
        return
    public = f", and {settings.web_address} by your proxy" if addresses.public else ""
    yield Finding("page", True, f"{addresses.here}{public}")


def _is_taken(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex((AT_HOME[0], port)) == 0


def _is_ours(port: int) -> bool:
    """Whether what answers there is this very page, of a `start` that runs."""
    asking = HTTPConnection(AT_HOME[0], port, timeout=ANSWERS_WITHIN)
    try:
        asking.request("GET", "/")
        return b"Vive Voix" in asking.getresponse().read(10_000)
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()
