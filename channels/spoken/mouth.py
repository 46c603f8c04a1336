"""Saying one thing at a time on one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.speech.protocols import Manner, Speaker
from channels.spoken.line import Line
from channels.spoken.saying import Saying


@dataclass(slots=True)
class Mouth:
    """Of one line. `over` is called each time that something was said, or stopped."""

    line: Line
    speaker: Speaker
    over: Callable[[], None]
    _saying: Saying | None = None

    @property
    def is_speaking(self) -> bool:
        """Whether something is being said."""
        return self._saying is not None and not self._saying.is_over

    async def say(self, texts: Sequence[str], manner: Manner) -> None:
        """Begin to say this, instead of what is being said."""
        await self.hush()
        if texts:
            self._saying = Saying(self.line, self.speaker, texts, manner, self.over)

    async def say_all(self, texts: Sequence[str], manner: Manner) -> None:
        """Say this to its end."""
        await self.say(texts, manner)
        if self._saying is not None:
            await self._saying.over()

    async def hush(self) -> None:
        """Fall silent at once."""
        if self._saying is not None and not self._saying.is_over:
            await self._saying.stop()
