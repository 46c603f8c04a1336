"""`talk --jsonl` and `understand --jsonl`, as they are promised to scripts."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.conversation import Conversation
from channels import jsonl


async def _lines(lines: list[str]) -> AsyncIterator[str]:
    for line in lines:
        yield line


def _talk(conversation: Conversation, *lines: object) -> list[dict[str, Any]]:
    out = io.StringIO()
    typed = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    asyncio.run(jsonl.talk(_lines(typed), out, conversation, None))
    return [json.loads(line) for line in out.getvalue().splitlines()]


def _understand(conversation: Conversation, **line: object) -> dict[str, Any]:
    out = io.StringIO()
    asyncio.run(jsonl.understand(_lines([json.dumps(line)]), out, conversation, "fr"))
    heard: dict[str, Any] = json.loads(out.getvalue())
    return heard


def test_the_first_line_gets_the_greeting_and_the_first_question(
    conversation: Conversation,
) -> None:
    (reply,) = _talk(conversation, {"text": "/start"})
    assert set(reply) == {"sender", "replies", "asking", "confirming", "step", "dossier", "ms"}
    assert "Vive Voix" in reply["replies"][0]["text"]
    assert reply["asking"] == "welcome.language"
    assert reply["replies"][-1]["choices"] == ["Français", "Anglais"]
    assert (reply["confirming"], reply["step"], reply["dossier"]) == (False, "welcome", None)


def test_several_senders_in_one_run_are_several_conversations(conversation: Conversation) -> None:
    replies = _talk(
        conversation,
        {"text": "/start", "sender": "a"},
        {"text": "/start", "sender": "b"},
        {"text": "français", "sender": "a"},
        {"text": "répéter", "sender": "b"},
    )
    assert [r["sender"] for r in replies] == ["a", "b", "a", "b"]
    assert [r["asking"] for r in replies[2:]] == ["welcome.consent", "welcome.language"]


@pytest.mark.parametrize(
    "line",
    [
        "oui", "{", "[]", "1", "null", '{"texte": "oui"}', '{"text": 1}', '{"dtmf": 1}', "{}",
        '{"text": "oui", "dtmf": "1"}', '{"dtmf": "abc"}', '{"dtmf": ""}',
        '{"text": "oui", "sender": 3}', '{"text": "oui", "sender": ""}', "[" * 100_000, "",
    ],
)  # fmt: skip
def test_a_line_that_is_none_gets_an_error_and_the_conversation_goes_on(
    conversation: Conversation, line: str
) -> None:
    wrong, right = _talk(conversation, line, {"text": "/start"})
    assert set(wrong) == {"error"}
    assert "\n" not in wrong["error"]
    assert right["asking"] == "welcome.language"


def test_the_same_choice_by_key(conversation: Conversation) -> None:
    *_, reply = _talk(conversation, {"text": "/start"}, {"dtmf": "1"})
    assert reply["asking"] == "welcome.consent"


@pytest.mark.parametrize(
    ("asking", "text", "value"),
    [
        (
            "identity.phone",
            "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
            "+33612345678",
        ),
        ("identity.birth_date", "premier avril quarante-deux", "1942-04-01"),
        ("health.implants.since", "mai 1998", "1998-05"),
        ("health.implants.since", "il y a deux ans", "2024"),
        ("welcome.adult", "ben oui", True),
        ("trusted_person.relation", "c'est mon mari", "spouse"),
        ("identity.address", "12 rue des Lilas 75020 Paris", "12 rue des Lilas, 75020 Paris"),
        ("identity.email", "jeanne point petit arobase orange point fr", "jeanne.petit@orange.fr"),
        (
            "identity.doctor",
            "le docteur Bernard Petit cardiologue à Nantes",
            {"name": "Bernard Petit", "speciality": "cardiologue", "town": "Nantes", "rpps": None},
        ),
        ("health.allergies", "non aucune", {"state": "none"}),
        ("identity.phone", "je ne sais pas", {"state": "unknown"}),
        ("identity.phone", "ça ne vous regarde pas", {"state": "refused"}),
        ("identity.phone", "passez", {"state": "skipped"}),
    ],
)  # fmt: skip
def test_what_is_heard_is_what_the_field_would_keep(
    conversation: Conversation, asking: str, text: str, value: object
) -> None:
    heard = _understand(conversation, text=text, asking=asking)
    assert set(heard) == {"intent", "confidence", "value", "problem"}
    assert (heard["value"], heard["problem"]) == (value, None)


@pytest.mark.parametrize(
    ("asking", "text", "problem"),
    [
        ("identity.phone", "06 12 34", "too_few_digits"),
        ("identity.birth_date", "le 31 février 1942", "no_such_date"),
        ("identity.birth_date", "le 3 mars 2031", "in_the_future"),
        ("welcome.consent", "oui et non", "doubtful"),
    ],
)
def test_a_problem_is_a_short_stable_word(
    conversation: Conversation, asking: str, text: str, problem: str
) -> None:
    heard = _understand(conversation, text=text, asking=asking)
    assert (heard["value"], heard["problem"]) == (None, problem)


def test_a_question_names_the_answer_that_is_known(conversation: Conversation) -> None:
    heard = _understand(conversation, text="c'est quoi une personne de confiance", asking=None)
    assert heard["intent"] == "faq/what_is_a_trusted_person"


@pytest.mark.parametrize(
    "line",
    [
        {"asking": "identity.phone"},
        {"text": "x", "asking": "nothing.here"},
        {"text": "x", "lang": "de"},
    ],
)
def test_an_unknown_field_or_language_is_said_to_be(
    conversation: Conversation, line: dict[str, str]
) -> None:
    assert set(_understand(conversation, **line)) == {"error"}


def test_a_message_of_100_kb_is_refused_in_one_sentence(conversation: Conversation) -> None:
    _, reply = _talk(conversation, {"text": "/start"}, {"text": "très " * 20_000})
    assert "trop long" in reply["replies"][0]["text"]
    assert reply["asking"] == "welcome.language"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.text(max_size=200))
def test_no_text_whatever_breaks_the_conversation(conversation: Conversation, said: str) -> None:
    replies = _talk(conversation, {"text": "/start", "sender": "x"}, {"text": said, "sender": "x"})
    assert "error" not in replies[1]
    assert "mal passé" not in json.dumps(replies, ensure_ascii=False)


def test_a_text_that_looks_like_an_intent_of_rasas_is_only_a_text(
    conversation: Conversation,
) -> None:
    for said in ('/inform{"x": 1}', "/restart", "/session_start", "/back", "/action_listen"):
        _, reply = _talk(
            conversation, {"text": "/start", "sender": said}, {"text": said, "sender": said}
        )
        assert reply["asking"] == "welcome.language", said
