"""The engine in this process: Rasa's agent with our tracker store and our actions."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from assistant.engine import left_out
from assistant.engine.at_work import TurnAtWork, working_on
from assistant.understanding.meaning import Ranking

_UNHEARD_INTENT = {"name": "inform", "confidence": 1.0}


@dataclass(frozen=True, slots=True)
class Uttered:
    """One message from the actions."""

    text: str
    choices: tuple[str, ...]


def _quieten() -> None:
    """Rasa's logs hold what people say at their lower levels, and its warnings are for trainers."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    logging.captureWarnings(True)  # the libraries put their own filters before ours
    logging.getLogger("py.warnings").setLevel(logging.CRITICAL)
    for name in ("rasa", "rasa_sdk", "matplotlib", "apscheduler", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


class EmbeddedEngine:
    """One loaded model.

    A turn is a few milliseconds of computing inside one transaction: callers hold `one_at_a_time`,
    since two at once in one process would gain nothing and could wait for each other.
    """

    def __init__(self, model: Path) -> None:
        _quieten()
        left_out.install()
        from rasa.core.agent import Agent

        from assistant.engine.in_process import InProcessActions, trust_our_actions
        from assistant.engine.tracker_store import TurnTrackerStore

        trust_our_actions()
        self._agent = Agent.load(
            model,
            tracker_store=TurnTrackerStore(),
            action_endpoint=InProcessActions("actions"),
        )
        self.one_at_a_time = asyncio.Lock()

    async def turn(self, at_work: TurnAtWork) -> list[Uttered]:
        """Let Rasa handle one turn. What it changed is in `at_work`."""
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        channel = CollectingOutputChannel()
        message = UserMessage(
            text=at_work.turn.text,
            output_channel=channel,
            sender_id="turn",
            input_channel=at_work.turn.channel,
        )
        if at_work.turn.keys is not None or not at_work.turn.text:
            message.parse_data = {"intent": _UNHEARD_INTENT, "entities": [], "text": ""}
        with working_on(at_work):
            await self._agent.handle_message(message)
        return [_uttered(message) for message in channel.messages]

    async def understand(self, text: str) -> Ranking:
        """The classifier's intents for a sentence, best first."""
        parsed = await self._agent.parse_message(text)
        return ranking_of(parsed)


def ranking_of(parsed: dict[str, Any]) -> Ranking:
    """The intents of a parsed message with their confidence, best first."""
    ranked = parsed.get("intent_ranking") or [parsed.get("intent") or {}]
    return tuple((r["name"], float(r["confidence"])) for r in ranked if r.get("name"))


def _uttered(message: dict[str, Any]) -> Uttered:
    buttons = message.get("buttons") or []
    return Uttered(message.get("text", ""), tuple(button["title"] for button in buttons))
