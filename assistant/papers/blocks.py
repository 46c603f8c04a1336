"""What papers are made of. The same blocks are printed, read aloud and written in Braille."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from assistant.answers.kind import Lang


@dataclass(frozen=True, slots=True)
class Title:
    """What this sheet is. A sheet begins on a new page."""

    text: str

    def texts(self) -> tuple[str, ...]:
        """What stands on the paper, in reading order: the same for every block."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Heading:
    """The subject of what follows; `level` is 2, or 3 inside a subject."""

    text: str
    level: Literal[2, 3] = 2

    def texts(self) -> tuple[str, ...]:
        """As `Title.texts`."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph; a `strong` one is what must not be missed."""

    text: str
    strong: bool = False

    def texts(self) -> tuple[str, ...]:
        """As `Title.texts`."""
        return (self.text,)


@dataclass(frozen=True, slots=True)
class Points:
    """Things to do or to hand back, one a line, each with a box to tick."""

    items: tuple[str, ...]

    def texts(self) -> tuple[str, ...]:
        """As `Title.texts`."""
        return self.items


@dataclass(frozen=True, slots=True)
class Given:
    """What the person said: the label, the value, and their own words where they matter."""

    label: str
    value: str
    own_words: str = ""
    lang: Lang = "fr"

    @property
    def lead(self) -> str:
        """The label with its colon."""
        return f"{self.label}\N{NO-BREAK SPACE}:" if self.lang == "fr" else f"{self.label}:"

    def texts(self) -> tuple[str, ...]:
        """As `Title.texts`."""
        own = (self.own_words,) if self.own_words else ()
        return (f"{self.lead} {self.value}", *own)


@dataclass(frozen=True, slots=True)
class ToWrite:
    """An empty box, to be filled in by hand."""

    label: str

    def texts(self) -> tuple[str, ...]:
        """As `Title.texts`."""
        return (self.label,)


@dataclass(frozen=True, slots=True)
class ToSign:
    """A large empty box with a thick border, to sign in."""

    label: str

    def texts(self) -> tuple[str, ...]:
        """As `Title.texts`."""
        return (self.label,)


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code that holds `content` itself; `alt` says so to those who do not see it."""

    content: str
    alt: str

    def texts(self) -> tuple[str, ...]:
        """As `Title.texts`: a picture has no words on the paper."""
        return ()


Block: TypeAlias = Title | Heading | Line | Points | Given | ToWrite | ToSign | Code
Sheet: TypeAlias = Literal["a4", "a5", "card"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file to print.

    `author` stands at the foot of every page, so that none is taken for another person's.
    `panels` are the faces of a folded card; other sheets have none.
    """

    name: str
    title: str
    lang: Lang
    blocks: tuple[Block, ...]
    author: str = ""
    sheet: Sheet = "a4"
    panels: tuple[tuple[Block, ...], ...] = ()

    def texts(self) -> tuple[str, ...]:
        """Everything that stands on the paper, in reading order."""
        return tuple(text for block in self.every_block() for text in block.texts())

    def every_block(self) -> tuple[Block, ...]:
        """The blocks, those of the panels included."""
        return (*self.blocks, *(block for panel in self.panels for block in panel))
