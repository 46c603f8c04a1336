"""Calls by way of Twilio: only what it signs is listened to, and each request counts once."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from xml.etree import ElementTree

import pytest
from pydantic import SecretStr
from twilio.request_validator import RequestValidator

from assistant.conversation import Conversation
from assistant.settings import Settings
from assistant.store.store import Store
from channels.phone.twilio.hook import Hook, serve
from tests.phone.exchange import free_port

TOKEN = "an-invented-token"
ADDRESS = "https://vive-voix.example/twilio"
SETTINGS = Settings(
    twilio_token=SecretStr(TOKEN), twilio_webhook=ADDRESS, human_phone="+33123456789"
)


@dataclass
class Call:
    """One call by way of Twilio; `twiml` is what it was told last."""

    hook: Hook
    sid: str = "CA1"
    caller: str = "anonymous"
    query: str = ""
    twiml: ElementTree.Element = field(default_factory=lambda: ElementTree.Element("none"))

    def asks(self, **fields: str) -> str:
        """What Twilio asks, as it signs it; what is said in reply."""
        form = {"CallSid": self.sid, "From": self.caller, "CallStatus": "in-progress", **fields}
        address = f"{ADDRESS}?{self.query}" if self.query else ADDRESS
        signature = RequestValidator(TOKEN).compute_signature(address, form)
        status, twiml = asyncio.run(
            self.hook.answer(self.query, urlencode(form).encode(), signature)
        )
        assert status == 200
        self.twiml = ElementTree.fromstring(twiml)  # noqa: S314, our own
        return " ".join("".join(say.itertext()) for say in self.twiml.iter("Say"))

    def presses(self, digits: str) -> str:
        """Keys, as Gather hands them over: the key that ended the entry stands apart."""
        gather = self.twiml.find("Gather")
        assert gather is not None
        self.query = gather.attrib["action"].removeprefix(f"{ADDRESS}?")
        finished = "#" if gather.attrib["finishOnKey"] == "#" and digits.endswith("#") else ""
        return self.asks(Digits=digits.removesuffix(finished), FinishedOnKey=finished)

    def says(self, text: str) -> str:
        """Words, as Twilio's recogniser understood them."""
        gather = self.twiml.find("Gather")
        assert gather is not None
        self.query = gather.attrib["action"].removeprefix(f"{ADDRESS}?")
        return self.asks(SpeechResult=text, Confidence="0.9")


@pytest.fixture
def hook(conversation: Conversation) -> Hook:
    """The address that Twilio calls."""
    return Hook(conversation, SETTINGS)


def test_who_speaks_english_is_told_their_keys_in_english(hook: Hook) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    french, english = call.twiml.iter("Say")
    assert (french.attrib["language"], english.attrib["language"]) == ("fr-FR", "en-GB")
    assert "".join(english.itertext()).endswith("press two.")


def test_the_caller_is_welcomed_in_french_and_goes_on_by_keys(hook: Hook) -> None:
    call = Call(hook)
    assert "tapez" in call.asks(CallStatus="ringing")
    gather = call.twiml.find("Gather")
    assert gather is not None
    assert gather.attrib["input"] == "dtmf speech"
    assert gather.attrib["language"] == "fr-FR"
    assert gather.attrib["numDigits"] == "1"
    call.presses("2")
    assert "huit chiffres" in _until(call, "identity.birth_date")


def test_who_asks_twice_for_slower_speech_hears_it_slower_each_time(hook: Hook) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    call.presses("2")
    rates = []
    for _ in range(2):
        call.presses("7")
        rates += [said.attrib["rate"] for said in call.twiml.iter("prosody")][:1]
    assert rates == ["80%", "65%"]


def test_a_date_keyed_anew_while_it_is_read_back_is_no_yes_to_the_first(hook: Hook) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    call.presses("2")
    _until(call, "identity.birth_date")
    assert "mille neuf cent quarante-deux" in call.presses("12051942")
    gather = call.twiml.find("Gather")
    assert gather is not None
    assert "numDigits" not in gather.attrib, "a first 1 would be a yes"
    assert "mille neuf cent quarante-trois" in call.presses("12051943")
    assert "mille neuf cent" not in call.presses("#")


def _until(call: Call, asking: str) -> str:
    """Go on, choosing the first of everything, until a question of several keys is asked."""
    for _ in range(40):
        said = call.presses("#" if "dièse" in _said(call) else "1")
        if "huit chiffres" in said:
            return said
    raise AssertionError(f"{asking} is never asked")


def _said(call: Call) -> str:
    return " ".join("".join(say.itertext()) for say in call.twiml.iter("Say"))


def test_words_are_taken_as_well_as_keys(hook: Hook, store: Store) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    call.presses("2")
    call.says("français")
    call.says("oui je suis d'accord")
    assert len(list(store.dossiers())) == 1


@pytest.mark.parametrize(
    ("changed", "signature"),
    [({}, ""), ({}, "AAAA"), ({"Digits": "2"}, None)],
    ids=["not signed", "signed by somebody", "changed on the way"],
)
def test_what_twilio_did_not_sign_is_refused(
    hook: Hook, store: Store, changed: dict[str, str], signature: str | None
) -> None:
    form = {"CallSid": "CA1", "From": "+33140000000", "Digits": "1"}
    if signature is None:
        signature = RequestValidator(TOKEN).compute_signature(ADDRESS, form)
    body = urlencode({**form, **changed}).encode()
    assert asyncio.run(hook.answer("", body, signature)) == (403, "")
    other = RequestValidator(TOKEN).compute_signature("https://elsewhere.example", form)
    assert asyncio.run(hook.answer("", urlencode(form).encode(), other)) == (403, "")
    assert list(store.dossiers()) == []


def test_a_request_that_comes_twice_counts_once(hook: Hook) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    first = call.presses("2")
    again = call.asks(Digits="2", FinishedOnKey="")
    assert again == first


def test_two_callers_who_withhold_their_number_never_meet(hook: Hook) -> None:
    jeanne, paul = Call(hook, sid="CA1"), Call(hook, sid="CA2")
    jeanne.asks(CallStatus="ringing")
    jeanne.presses("2")
    welcome = paul.asks(CallStatus="ringing")
    assert welcome == Call(hook, sid="CA3").asks(CallStatus="ringing")


def test_a_secret_code_is_typed_and_never_spoken_to_twilio(hook: Hook) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    call.presses("1")
    gather = call.twiml.find("Gather")
    assert gather is not None
    assert gather.attrib["input"] == "dtmf"
    assert gather.attrib["finishOnKey"] == "#"
    assert "numDigits" not in gather.attrib


def test_zero_calls_a_person(hook: Hook) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    call.presses("2")
    call.presses("0")
    assert call.twiml.findtext("Dial") == "+33123456789"


def test_three_wrong_codes_end_the_call(hook: Hook) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    call.presses("1")
    for _ in range(3):
        call.presses("1234567890#")
    assert call.twiml.find("Hangup") is not None


def test_silence_is_waited_out(hook: Hook) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    call.presses("2")
    assert "Prenez votre temps" in call.presses("")


@pytest.mark.parametrize("entry", ["", "5"])
def test_neither_a_silence_nor_a_wrong_key_is_a_new_dossier(hook: Hook, entry: str) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    assert "Avez-vous déjà un dossier" in call.presses(entry)
    asked_for_the_number = call.presses("1")
    for _ in range(3):
        assert asked_for_the_number in call.presses(""), "nor is a silence a wrong code"
    assert call.twiml.find("Hangup") is None


def test_who_is_gone_is_told_goodbye_and_an_answer_begins_anew(hook: Hook) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    for answered in (True, False):
        for _ in range(3):
            call.presses("")
            assert call.twiml.find("Hangup") is None
        said = call.presses("1" if answered else "")
    assert said.endswith("Au revoir.")
    assert call.twiml.find("Hangup") is not None


def test_a_number_keyed_in_while_the_store_was_away_is_keyed_in_again_whole(
    hook: Hook, home: Path
) -> None:
    call = Call(hook)
    call.asks(CallStatus="ringing")
    call.presses("2")
    _until(call, "identity.birth_date")
    other = sqlite3.connect(home / "vivevoix.sqlite")
    other.execute("BEGIN IMMEDIATE")
    assert "n'est perdu" in call.presses("12051942")
    other.rollback()
    other.close()
    gather = call.twiml.find("Gather")
    assert gather is not None
    assert "numDigits" not in gather.attrib, "its first key would be taken for all of it"
    assert gather.attrib["input"] == "dtmf", "it may be a secret code"
    assert "mille neuf cent quarante-deux" in call.presses("12051942")


def test_what_is_no_call_and_what_is_over_gets_no_turn(hook: Hook, store: Store) -> None:
    def answered(form: dict[str, str]) -> int:
        signature = RequestValidator(TOKEN).compute_signature(ADDRESS, form)
        return asyncio.run(hook.answer("", urlencode(form).encode(), signature))[0]

    assert answered({"From": "+33140000000"}) == 400
    assert answered({"CallSid": "CA1", "CallStatus": "completed"}) == 204
    assert asyncio.run(hook.answer("", b"\xff\xfe", "AAAA"))[0] in (400, 403)


def test_over_the_web_it_is_the_same(conversation: Conversation) -> None:
    port = free_port()
    settings = SETTINGS.model_copy(update={"twilio_port": port})
    form = {"CallSid": "CA1", "CallStatus": "ringing"}
    signature = RequestValidator(TOKEN).compute_signature(ADDRESS, form)

    def post() -> tuple[int, str]:
        request = Request(
            f"http://127.0.0.1:{port}/",
            urlencode(form).encode(),
            {"X-Twilio-Signature": signature},
        )
        with urlopen(request, timeout=30) as reply:  # noqa: S310
            return reply.status, reply.read().decode()

    async def scene() -> tuple[int, str]:
        serving = asyncio.create_task(serve(conversation, settings))
        await asyncio.sleep(0.2)
        try:
            return await asyncio.to_thread(post)
        finally:
            serving.cancel()
            await asyncio.gather(serving, return_exceptions=True)

    status, twiml = asyncio.run(scene())
    assert status == 200
    assert "<Gather" in twiml
