"""How the gateway is wired: which ports, whose calls, how many. Told to it, never read by it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from ipaddress import IPv4Network, ip_address, ip_network

from assistant.settings import Settings

SIP_PORT = 5060  # where a telephone calls unless told (RFC 3261, 19.1.2)
LONGEST_QUIET = 60.0  # seconds without one packet from the caller: the line is dead
LONGEST_HOLD = 300.0  # seconds that a caller may leave us with their music
AFTER_THE_LIMIT = 60.0  # seconds for the goodbye that is said at the limit of a call


class BadWiring(ValueError):
    """A setting that cannot be: the text names it, and the cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wiring:
    """What the gateway opens. A port of 0 is not opened.

    `host` is the address to listen on and to be called back at; `rtp_ports` the first and the last
    for sound; `allow` the networks whose calls are taken, beside the registrar's.
    """

    host: str = "127.0.0.1"
    sip_port: int = 0
    audiosocket_port: int = 0
    rtp_ports: tuple[int, int] = (40_000, 40_199)
    registrar: str = ""
    user: str = ""
    password: str = ""
    allow: tuple[str, ...] = ("127.0.0.0/8",)
    calls_at_once: int = 20
    longest_call: float = 45 * 60.0
    longest_quiet: float = LONGEST_QUIET
    longest_hold: float = LONGEST_HOLD

    @classmethod
    def of(cls, settings: Settings) -> Wiring:
        """As it is set. Raises `BadWiring`."""
        if ip_address(settings.sip_host).is_unspecified:
            raise BadWiring(
                "VIVEVOIX_SIP_HOST: telephones would send no sound to it; write this machine's"
                " address"
            )
        sip_port = settings.sip_port or (SIP_PORT if settings.sip_registrar else 0)
        return cls(
            host=settings.sip_host,
            sip_port=sip_port,
            audiosocket_port=settings.audiosocket_port,
            rtp_ports=_ports(settings.rtp_ports),
            registrar=settings.sip_registrar,
            user=settings.sip_user,
            password=settings.sip_password.get_secret_value(),
            allow=_networks(settings.sip_allow),
            calls_at_once=settings.calls_at_once,
            longest_call=settings.longest_call * 60.0 + AFTER_THE_LIMIT,
        )

    def to_json(self) -> bytes:
        """As the gateway is told."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def from_json(cls, told: bytes) -> Wiring:
        """The inverse of `to_json`."""
        wiring = json.loads(told)
        lists = {name: tuple(wiring[name]) for name in ("rtp_ports", "allow")}
        return cls(**{**wiring, **lists})

    def allows(self, address: str) -> bool:
        """Whether calls are taken from this address of IPv4."""
        return any(
            IPv4Network(f"{address}/32").subnet_of(IPv4Network(network)) for network in self.allow
        )


def is_on(settings: Settings) -> bool:
    """Whether the gateway is wanted."""
    return bool(settings.sip_port or settings.sip_registrar or settings.audiosocket_port)


def host_and_port(registrar: str) -> tuple[str, int]:
    """`name` or `name:port`. Raises `BadWiring`."""
    host, _, port = registrar.partition(":")
    if not host or (port and not port.isdecimal()):
        raise BadWiring("VIVEVOIX_SIP_REGISTRAR: write name, or name:port")
    return host, int(port or SIP_PORT)


def _ports(written: str) -> tuple[int, int]:
    first, _, last = written.partition("-")
    if not (first.isdecimal() and last.isdecimal() and int(first) < int(last) < 2**16):
        raise BadWiring("VIVEVOIX_RTP_PORTS: write first-last, such as 40000-40199")
    return int(first), int(last)


def _networks(written: str) -> tuple[str, ...]:
    """The networks named, the machine itself always among them."""
    named = [name.strip() for name in written.split(",") if name.strip()]
    try:
        networks = [ip_network(name, strict=False) for name in named]
    except ValueError as odd:
        raise BadWiring(f"VIVEVOIX_SIP_ALLOW: {odd}; write 192.0.2.7, 198.51.100.0/24") from None
    if any(network.version != 4 for network in networks):
        raise BadWiring("VIVEVOIX_SIP_ALLOW: calls are taken by IPv4 alone")
    return ("127.0.0.0/8", *map(str, networks))
