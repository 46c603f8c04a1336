"""What a channel is, for `start`: a name, whether it is on, and a way to run until it is ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from assistant.conversation import Conversation
from assistant.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A way to talk with people.

    `is_on` tells from the settings whether it is wanted; `turned_on_by` is the cure when it is
    not, in one line. `run` lasts until it is cancelled, and then has closed what it opened; an
    exception is a fault of the channel's, after which it is run again.
    """

    name: str
    is_on: Callable[[Settings], bool]
    turned_on_by: str
    run: Callable[[Conversation, Settings], Awaitable[None]]
