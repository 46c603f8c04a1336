"""Conversations and utterances as JSON lines, for scripts and tests (docs/reference/jsonl.md)."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TextIO

from assistant.answers.kind import Lang
from assistant.conversation import Conversation, Replied, Said
from assistant.steps import QUESTIONS

CHANNEL = "terminal"
DEFAULT_SENDER = "terminal"
LANGUAGES = ("fr", "en")

Line = dict[str, Any]


class NotALine(ValueError):
    """A line that is not what this channel takes; the text says what is wrong and the cure."""


def read_line(line: str) -> Line:
    """One JSON object. Raises `NotALine` on anything else."""
    try:
        parsed = json.loads(line)
    except (ValueError, RecursionError):
        raise NotALine("not JSON: write one JSON object a line") from None
    if not isinstance(parsed, dict):
        raise NotALine("not an object: write one JSON object a line")
    return parsed


def _turn(line: Line, lang: Lang | None, sender: str) -> Said:
    text, keys = line.get("text"), line.get("dtmf")
    if (text is None) == (keys is None):
        raise NotALine('write one of the two, "text" or "dtmf"')
    said = text if keys is None else keys
    if not isinstance(said, str):
        raise NotALine('"text" and "dtmf" are strings: put the value between quotes')
    who = line.get("sender", sender)
    if not isinstance(who, str) or not who:
        raise NotALine('"sender" is a string that is not empty')
    if keys is not None and not (keys and set(keys) <= set("0123456789*#")):
        raise NotALine('"dtmf" holds the keys pressed: 0 to 9, * and #')
    return Said(sender=who, channel=CHANNEL, text=text or "", keys=keys, lang=lang)


def _replied(sender: str, replied: Replied) -> Line:
    return {
        "sender": sender,
        "replies": [{"text": r.text, "choices": list(r.choices)} for r in replied.replies],
        "asking": replied.asking,
        "confirming": replied.confirming,
        "step": replied.step,
        "dossier": replied.dossier,
        "ms": round(replied.seconds * 1000, 1),
    }


async def talk(
    lines: AsyncIterator[str],
    out: TextIO,
    conversation: Conversation,
    lang: Lang | None,
    sender: str = DEFAULT_SENDER,
) -> None:
    """Reply to each line of `lines` with one line of `out`, in order, until they end."""

    async def answer(line: Line) -> Line:
        said = _turn(line, lang, sender)
        return _replied(said.sender, await conversation.turn(said))

    await _each(lines, out, answer)


async def understand(
    lines: AsyncIterator[str], out: TextIO, conversation: Conversation, lang: Lang
) -> None:
    """Tell what is heard in each line of `lines`, without a conversation."""

    async def answer(line: Line) -> Line:
        text, asking, spoken = line.get("text"), line.get("asking"), line.get("lang", lang)
        if not isinstance(text, str):
            raise NotALine('no "text": write what was said')
        if asking is not None and asking not in QUESTIONS:
            raise NotALine(f'no field "{asking}": see docs/reference/dossier.md')
        if spoken not in LANGUAGES:
            raise NotALine('"lang" is "fr" or "en"')
        heard = await conversation.understand(text, asking, spoken)
        return {
            "intent": heard.intent,
            "confidence": heard.confidence,
            "value": heard.value,
            "problem": heard.problem,
        }

    await _each(lines, out, answer)


async def _each(
    lines: AsyncIterator[str], out: TextIO, answer: Callable[[Line], Awaitable[Line]]
) -> None:
    async for line in lines:
        try:
            reply = await answer(read_line(line))
        except NotALine as wrong:
            reply = {"error": str(wrong)}
        out.write(json.dumps(reply, ensure_ascii=False) + "\n")
        out.flush()
