"""The addresses that the page answers to. Any other Host is somebody's who lured a browser here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.settings import Settings

AT_HOME = ("127.0.0.1", "localhost")
_PUBLIC = re.compile(r"https://([a-z0-9.-]+(?::\d{1,5})?)/?", re.IGNORECASE)


class BadAddress(ValueError):
    """`VIVEVOIX_WEB_ADDRESS` is not an address that the page can have; the text says the cure."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """`port` on this machine, and the `public` host of a proxy; empty without one."""

    port: int
    public: str = ""

    @classmethod
    def of(cls, settings: Settings) -> Addresses:
        """As it is set. Raises `BadAddress`."""
        if not settings.web_address:
            return cls(settings.port)
        found = _PUBLIC.fullmatch(settings.web_address)
        if found is None:
            raise BadAddress(
                "VIVEVOIX_WEB_ADDRESS: write https:// and a name, such as https://dossier.example,"
                " with nothing after it"
            )
        return cls(settings.port, found[1].lower())

    @property
    def here(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{AT_HOME[0]}:{self.port}"

    def is_public(self, host: str) -> bool:
        """Whether the request came by the proxy, so over TLS."""
        return bool(self.public) and host.lower() == self.public

    def are_ours(self, host: str) -> bool:
        """Whether a request for `host`, as its header says, is for this page."""
        at_home = {f"{name}:{self.port}" for name in AT_HOME}
        return self.is_public(host) or host.lower() in at_home

    def origin(self, host: str) -> str:
        """What the Origin of a form on this page is, for a `host` of ours."""
        return f"{'https' if self.is_public(host) else 'http'}://{host.lower()}"
