"""What `doctor` says about the telephone."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from ipaddress import ip_address

from assistant.doctor import Finding
from assistant.settings import Settings
from channels.phone.wiring import BadWiring, Wiring, host_and_port, is_on

TURNED_ON_BY = "VIVEVOIX_SIP_PORT=5060, or VIVEVOIX_SIP_REGISTRAR=… (docs/how-to/telephone.md)"


def findings(settings: Settings) -> Iterator[Finding]:
    """Whether calls can come, from where, and what the way costs in privacy."""
    twilio = bool(settings.twilio_token.get_secret_value())
    if not is_on(settings) and not twilio:
        yield Finding("telephone", False, "no line", TURNED_ON_BY, needed=False)
        return
    if is_on(settings):
        yield _wiring(settings)
    if twilio:
        yield _twilio(settings)
    phone = settings.human_phone
    yield Finding(
        "a person by 0",
        bool(phone),
        f"calls are handed over to {phone}" if phone else "nobody to hand a call over to",
        "VIVEVOIX_HUMAN_PHONE=…, who helps",
        needed=False,
    )


def _wiring(settings: Settings) -> Finding:
    try:
        wiring = Wiring.of(settings)
        line = _line(wiring) if wiring.registrar else ""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
            tried.bind((wiring.host, 0))
    except BadWiring as wrong:
        return Finding("telephone", False, str(wrong))
    except OSError:
        says = f"{settings.sip_host} is no address of this machine"
        return Finding("telephone", False, says, "VIVEVOIX_SIP_HOST=…, as `ip addr` shows it")
    ways = [f"SIP on UDP {wiring.sip_port}"] if wiring.sip_port else []
    ways += [f"AudioSocket on TCP {wiring.audiosocket_port}"] if wiring.audiosocket_port else []
    says = f"{', '.join(ways)} of {wiring.host}{line}; calls from {', '.join(wiring.allow)}"
    return Finding("telephone", True, says)


def _line(wiring: Wiring) -> str:
    """About the line. Raises `BadWiring` when it cannot ring here."""
    host, port = host_and_port(wiring.registrar)
    try:
        found = socket.getaddrinfo(host, port, socket.AF_INET, socket.SOCK_DGRAM)
    except OSError:
        raise BadWiring(f"VIVEVOIX_SIP_REGISTRAR: {host} is not found in the network") from None
    address = str(found[0][4][0])
    if ip_address(wiring.host).is_loopback and not ip_address(address).is_loopback:
        raise BadWiring(
            f"VIVEVOIX_SIP_HOST: {host} cannot call {wiring.host}; write this machine's address"
        )
    if not wiring.user:
        raise BadWiring("VIVEVOIX_SIP_USER: the line has no user; write the one it was given")
    return f", a line at {host}"


def _twilio(settings: Settings) -> Finding:
    """Said also when all is well: whoever chose it should know."""
    if not settings.twilio_webhook.startswith("https://"):
        cure = "VIVEVOIX_TWILIO_WEBHOOK=https://…, the address that Twilio calls"
        return Finding("Twilio", False, "no public https address", cure)
    return Finding(
        "Twilio",
        True,
        "on. What callers say goes through a company under the law of the United States: "
        "about health, tell them, and see docs/how-to/telephone.md",
    )
