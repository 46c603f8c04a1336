"""Sentences that are the same for everybody are made once; those of a person are never kept."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from functools import cache

from assistant.answers.kind import Lang
from assistant.speech.protocols import Manner, Speaker
from assistant.speech.sound import Sound
from assistant.words.words import blanks_of, words_in

MOST_KEPT = 300  # sentences; 25 MB at the telephone's rate

Kept = tuple[Sound, ...]


class Prompts:
    """A speaker that remembers the fixed sentences, in memory only."""

    def __init__(self, speaker: Speaker) -> None:
        """The sound itself is `speaker`'s."""
        self._speaker = speaker
        self._kept: OrderedDict[tuple[str, Manner, int | None], Kept] = OrderedDict()
        self._lock = threading.Lock()

    def say(self, written: str, manner: Manner, hertz: int | None = None) -> Iterator[Sound]:
        """As `Speaker`. Each line of `written` by itself."""
        for line in written.split("\n"):
            if line.strip() in fixed_sentences(manner.lang):
                yield from self._fixed(line, manner, hertz)
            else:
                yield from self._speaker.say(line, manner, hertz)

    def _fixed(self, line: str, manner: Manner, hertz: int | None) -> Iterator[Sound]:
        key = (line, manner, hertz)
        with self._lock:
            kept = self._kept.get(key)
            if kept is not None:
                self._kept.move_to_end(key)
        if kept is not None:
            yield from kept
            return
        made: list[Sound] = []
        for sound in self._speaker.say(line, manner, hertz):
            made.append(sound)
            yield sound
        with self._lock:
            self._kept[key] = tuple(made)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)


@cache
def fixed_sentences(lang: Lang) -> frozenset[str]:
    """What the words files say without a blank, so without anything of a person's."""
    words = words_in(lang)
    said = [*words.sentences.values(), *words.refusals.values()]
    for field in words.fields.values():
        said += [
            field.ask,
            field.again,
            field.help,
            field.why,
            field.example,
            field.keys,
            field.keys_first,
        ]
        said += [field.more, field.none]
    said += [part for step in words.steps.values() for part in (step.opening, step.closing)]
    return frozenset(sentence for sentence in said if sentence and not blanks_of(sentence))
