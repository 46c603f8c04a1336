"""What the operator hears about the telephone before anybody calls."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import SecretStr

from assistant.settings import Settings
from channels.phone.findings import findings


def _lines(**set_: Any) -> list[str]:
    return [finding.line() for finding in findings(Settings(**set_))]


def test_without_a_line_it_is_off_and_says_what_turns_it_on() -> None:
    [line] = _lines()
    assert line.startswith("off  telephone: no line.  Cure: VIVEVOIX_SIP_PORT=5060")


def test_with_a_port_it_says_who_may_call() -> None:
    [line, person] = _lines(sip_port=5060, sip_allow="192.0.2.0/24")
    assert line == (
        "ok   telephone: SIP on UDP 5060 of 127.0.0.1; calls from 127.0.0.0/8, 192.0.2.0/24."
    )
    assert person.startswith("off  a person by 0: nobody")


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"sip_port": 5060, "sip_host": "192.0.2.9"}, "192.0.2.9 is no address of this machine"),
        ({"sip_registrar": "192.0.2.9", "sip_user": "me"}, "192.0.2.9 cannot call 127.0.0.1"),
        ({"sip_registrar": "127.0.0.1"}, "the line has no user"),
        ({"sip_port": 5060, "sip_allow": "all"}, "VIVEVOIX_SIP_ALLOW"),
        ({"sip_registrar": "127.0.0.1:sip"}, "write name, or name:port"),
    ],
)
def test_what_would_leave_callers_without_an_answer_is_a_gap(
    settings: dict[str, Any], says: str
) -> None:
    line = _lines(**settings)[0]
    assert line.startswith("gap  telephone: ")
    assert says in line


def test_twilio_is_on_with_what_it_costs_in_privacy() -> None:
    settings = {"twilio_token": SecretStr("a"), "human_phone": "0123456789"}
    assert _lines(**settings)[0].startswith("gap  Twilio: no public https address.")
    [twilio, person] = _lines(**settings, twilio_webhook="https://vive-voix.example")
    assert "law of the United States" in twilio
    assert person == "ok   a person by 0: calls are handed over to 0123456789."
