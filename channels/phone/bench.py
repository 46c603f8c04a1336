"""`bench phone`: how soon a key is answered, and how evenly sound comes when many call at once.

The callers are a process of their own: what they see is what a telephone would see.
"""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from assistant.bench.machine import quantile
from assistant.conversation import Conversation
from assistant.settings import Settings
from assistant.speech.recognisers import listener
from assistant.speech.voices import speaker
from channels.phone.channel import talk_with
from channels.phone.g711 import encode
from channels.phone.gateway import keep_time
from channels.phone.playing import SILENCE
from channels.phone.switchboard import Switchboard
from channels.phone.trial import TrialPhone, calling
from channels.phone.wiring import Wiring

PROJECT = Path(__file__).parents[2]
AT_ONCE = 20  # calls (quality.md)
KEYS = "21112"  # a new dossier, French, and on: each the whole answer to a question
HEARD_OUT = 1.5  # seconds of silence: the prompt is over, and not only drawing breath
APART = 1.3  # seconds between two that begin to call: people do not answer in step
LONGEST = 300.0  # seconds
QUIET = encode("a", SILENCE)

Tell = Callable[[str], None]


async def measure(conversation: Conversation, settings: Settings, tell: Tell) -> None:
    """Print the figures: one call alone, then twenty."""
    ears, mouth = listener(settings), speaker(settings)
    talk = talk_with(conversation, settings, ears, mouth)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
        tried.bind(("127.0.0.1", 0))
        port = int(tried.getsockname()[1])
    board = Switchboard(Wiring(sip_port=port, calls_at_once=AT_ONCE), talk)
    running = asyncio.create_task(board.run())
    try:
        await board.ready.wait()
        for calls in (1, AT_ONCE):
            tell(_figures(calls, await _called(port, calls)))
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running


def _figures(calls: int, seen: dict[str, list[float]]) -> str:
    after, gaps = seen["after_release"], seen["gaps"]
    return (
        f"{calls:2} {'call ' if calls == 1 else 'calls'}: "
        f"key released to the next prompt {_ms(after, 0.5)} at the median, {_ms(after, 0.95)} at "
        f"p95, of {len(after)}; "
        f"packets {_ms(gaps, 0.5)} apart, {_ms(gaps, 0.99)} at p99, {_ms(gaps, 1.0)} at most"
    )


def _ms(seconds: Sequence[float], share: float) -> str:
    return f"{quantile(seconds, share) * 1000:.0f} ms"


async def _called(port: int, calls: int) -> dict[str, list[float]]:
    """What `calls` telephones saw."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "channels.phone.bench", str(port), str(calls),
        stdout=asyncio.subprocess.PIPE, cwd=PROJECT,
    )  # fmt: skip
    seen, _ = await asyncio.wait_for(running.communicate(), LONGEST)
    figures: dict[str, list[float]] = json.loads(seen)
    return figures


async def _call(port: int, seen: dict[str, list[float]], after: float) -> None:
    await asyncio.sleep(after)
    async with calling(port, "8 101") as phone:
        await phone.sends(QUIET)
        for key in KEYS:
            await _heard_out(phone)
            released = await phone.presses(key)
            began = await _next_sound(phone, released)
            seen["after_release"].append(began - released)
        seen["gaps"] += [later - before for (before, _), (later, _) in pairwise(phone.packets)]


async def _heard_out(phone: TrialPhone) -> None:
    """Until a prompt was heard, and nothing follows."""
    packets = int(HEARD_OUT / 0.02)
    spoke = False
    while True:
        await asyncio.sleep(0.1)
        last = phone.packets[-packets:]
        is_quiet = all(payload == QUIET for _, payload in last)
        spoke = spoke or not is_quiet
        if spoke and is_quiet:
            return


async def _next_sound(phone: TrialPhone, pressed: float) -> float:
    """When the first packet that is not silence came, after the key went down."""
    key_down = pressed - 0.1
    while True:
        for came, payload in phone.packets[-100:]:
            if came > key_down and payload != QUIET:
                return came
        await asyncio.sleep(0.01)


async def _all_call(port: int, calls: int) -> None:
    keep_time()  # so that what is late is so on the line, not here
    seen: dict[str, list[float]] = {"after_release": [], "gaps": []}
    await asyncio.gather(*(_call(port, seen, at * APART) for at in range(calls)))
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    asyncio.run(_all_call(int(sys.argv[1]), int(sys.argv[2])))
