"""What is told to say, where only closed answers can be heard.

A sentence that tells to say what is not listened for is left out: who is told to say it would say
it in vain. Only sentences of the words files are, never what a person said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.answers.kind import Lang
from assistant.speech.grammar import grammar, ways_to_tell
from assistant.speech.protocols import Expected
from assistant.understanding.phrases import plain
from channels.spoken.prompts import fixed_sentences

_END = re.compile(r"(?<=[.?!])\s+")


def told_to_be_heard(text: str, expected: Expected) -> str:
    """`text` without the sentences that tell to say what is not listened for; it may be empty."""
    heard = [plain(phrase).split() for phrase in grammar(expected).phrases]
    lines = []
    for line in text.split("\n"):
        said = line.strip()
        if said in fixed_sentences(expected.lang):
            sentences = _END.split(said)
            said = " ".join(s for s in sentences if not _tells_in_vain(s, heard, expected.lang))
        lines.append(said)
    return "\n".join(line for line in lines if line)


def _tells_in_vain(sentence: str, heard: Collection[list[str]], lang: Lang) -> bool:
    ways = ways_to_tell(lang)
    told = re.finditer(ways["by"], sentence, re.IGNORECASE)
    rests = (plain(sentence[by.end() :]).split() for by in told)
    return not all(_is_heard(rest, heard, ways["between"], ways["then"]) for rest in rests)


def _is_heard(
    told: list[str],
    heard: Collection[list[str]],
    between: Sequence[str],
    then: Sequence[str],
) -> bool:
    """Whether `told` is phrases that are listened for, and maybe when or what for to say them."""
    at, found = 0, False
    while at < len(told):
        length = max((len(p) for p in heard if told[at : at + len(p)] == p), default=0)
        if not length and told[at] not in between:
            break
        at, found = at + (length or 1), found or bool(length)
    return found and (at == len(told) or told[at] in then)
