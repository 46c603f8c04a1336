"""How long a channel waits, and whether it hangs up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Seconds, unless said otherwise. The numbers are those of conversation.md and of W3C's COGA.

    `silence`: after which the question is put once more, and then that there is no hurry;
    `hangs_up_after`: silences in a row after which a call ends, None where nobody waits for it;
    `longest`: of a whole call, None without limit; `misses`: sounds in a row that were no answer,
    after which it is said that the room is loud; `afterthought`: in which a key may still belong to
    the entry before it, while the reply is being said; `transfer_to`: a person's telephone, for the
    key 0.
    """

    silence: float = 20.0
    long_silence: float = 60.0
    hangs_up_after: int | None = None
    longest: float | None = None
    misses: int = 3
    afterthought: float = 1.0
    transfer_to: str = ""


AT_HOME = Rules()
BY_TELEPHONE = Rules(hangs_up_after=4, longest=45 * 60.0)
