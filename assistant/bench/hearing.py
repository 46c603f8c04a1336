"""How well answers are heard: by what is asked, by voice and by room.

The voices are synthetic, and not those that the recogniser was made with; people's recordings may
take their place. The figures of synthetic voices rank rooms, grammars and settings against each
other. They do not foretell how old people will be heard.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

from assistant.answers.kind import Asked, Lang, Understood
from assistant.answers.numbers import read_numbers
from assistant.answers.tokens import tokens_of
from assistant.answers.yes_no import YES_NO
from assistant.bench.rooms import ROOMS, Room, in_a_room, speech
from assistant.settings import Settings
from assistant.speech.embedded.making.speakers import Recorded, recorded_in
from assistant.speech.grammar import CLOSED_KINDS, commands, grammar
from assistant.speech.protocols import Expected, Listener, Part
from assistant.speech.recognisers import listener
from assistant.speech.sound import Sound
from assistant.steps import QUESTIONS
from assistant.understanding.meaning import command_said
from assistant.words.words import words_in

Tell = Callable[[str], None]
Voice: TypeAlias = str | Recorded
"""A voice of espeak-ng, or somebody's recordings."""

VOICES: dict[Lang, tuple[str, ...]] = {
    "fr": ("fr", "fr+f4", "fr-ch+m4", "fr-be+f5", "fr+grandma"),
    "en": ("en-us", "en-gb+f4", "en-gb+grandpa", "en-us+f5"),
}
YEARS: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "mille neuf cent vingt-neuf", "mille neuf cent trente-six", "dix-neuf cent quarante-deux",
        "mille neuf cent quarante-sept", "mille neuf cent cinquante et un", "deux mille quatre",
        "mille neuf cent soixante-huit", "mille neuf cent quatre-vingts", "deux mille dix-neuf",
    ),
    "en": (
        "nineteen twenty nine", "nineteen thirty six", "nineteen forty two", "nineteen forty seven",
        "nineteen fifty one", "two thousand and four", "nineteen sixty eight", "nineteen eighty",
        "twenty nineteen",
    ),
}  # fmt: skip
DAYS: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "premier", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze",
        "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf",
        "vingt", "vingt et un", "vingt-deux", "vingt-cinq", "vingt-huit", "trente", "trente et un",
    ),
    "en": (
        "the first", "the second", "third", "the fourth", "five", "sixth", "the seventh", "eight",
        "the ninth", "ten", "eleventh", "the twelfth", "thirteen", "fourteenth", "the fifteenth",
        "sixteen", "seventeenth", "the eighteenth", "nineteen", "twentieth", "twenty first",
        "the twenty second", "twenty five", "twenty eighth", "thirtieth", "the thirty first",
    ),
}  # fmt: skip
BESIDE: dict[Lang, tuple[str, ...]] = {
    "fr": (
        "mais où est passé le chat", "passe-moi le sel", "il va pleuvoir demain", "hum, alors",
        "c'est l'heure de mon feuilleton", "ferme la fenêtre s'il te plaît", "le facteur est là",
        "j'ai mal au genou aujourd'hui", "Bernard Petit", "boulevard de la République",
        "je prends un cachet le matin", "attends, je suis au téléphone", "ah bah dis donc",
        "on mange à midi", "les voisins font du bruit",
    ),
    "en": (
        "now where is that cat", "pass me the salt", "it will rain tomorrow", "hm, well then",
        "my programme is about to start", "close the window please", "the postman is here",
        "my knee hurts today", "bernard petit", "station road", "i take a tablet in the morning",
        "wait, i am on the telephone", "oh dear me", "we eat at noon", "the neighbours are noisy",
    ),
}  # fmt: skip
BY_EVERY_VOICE = ("yes and no", "commands", "months")
QUICK_ROOMS: tuple[Room, ...] = ("quiet", "telephone")
ONE_IN = 7  # of the rest, when it must be quick
MOST_TAKEN = 12  # of what was taken for another, that are named


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words said to a question; `of` is the line of the table that they belong to."""

    of: str
    words: str
    expected: Expected


@dataclass(slots=True)
class Heard:
    """How many were heard right, heard as something else, and not heard (so asked again)."""

    right: int = 0
    wrong: int = 0
    nothing: int = 0

    def add(self, utterance: Utterance, texts: Sequence[str]) -> None:
        """Count one: what was heard, best first; nothing when it is empty."""
        if not texts:
            self.nothing += 1
        elif is_right(utterance, texts):
            self.right += 1
        else:
            self.wrong += 1

    @property
    def all(self) -> int:
        """Of how many."""
        return self.right + self.wrong + self.nothing

    def __str__(self) -> str:
        """The shares right and wrong, in percent."""
        return f"{self.right / self.all:4.0%} {self.wrong / self.all:3.0%}"


def is_right(utterance: Utterance, texts: Sequence[str]) -> bool:
    """Whether the best of what was heard comes to what was said."""
    return meant(texts[0], utterance.expected) == meant(utterance.words, utterance.expected)


def meant(text: str, expected: Expected) -> object:
    """What a hearing comes to: the value of an answer, the parts of a date, a command."""
    lang = expected.lang
    if expected.part == "month":
        return text.lower()
    if expected.part:
        return tuple(n.value for n in read_numbers(tokens_of(text), lang)) or text
    if text in commands(lang):
        return command_said(text, words_in(lang))
    question = expected.question
    kind = YES_NO if question is None or expected.confirming else question.kind
    options = words_in(lang).fields[question.id].options if question else {}
    answer = kind.understand(text, Asked(lang, datetime.now(UTC).date(), options))
    return answer.value if isinstance(answer, Understood) else text


def answers(lang: Lang) -> Iterator[Utterance]:
    """What the embedded recogniser is meant to hear."""
    confirming = Expected("identity.birth_date", confirming=True, lang=lang)
    for words in grammar(confirming).phrases:
        of = "commands" if words in commands(lang) else "yes and no"
        yield Utterance(of, words, confirming)
    for question in QUESTIONS.values():
        if question.kind.name in CLOSED_KINDS and question.kind.name != "yes_no":
            expected = Expected(question.id, confirming=False, lang=lang)
            for words in grammar(expected).answers:
                yield Utterance("choices", words, expected)
    for month in grammar(_part("month", lang)).answers:
        yield Utterance("months", month, _part("month", lang))
    yield from (Utterance("days", day, _part("day", lang)) for day in DAYS[lang])
    yield from (Utterance("years", year, _part("year", lang)) for year in YEARS[lang])


def beside(lang: Lang) -> Iterator[Utterance]:
    """What is no answer, whichever question is open."""
    yes_or_no = Expected("welcome.consent", confirming=False, lang=lang)
    relation = Expected("trusted_person.relation", confirming=False, lang=lang)
    for expected in (yes_or_no, relation, _part("day", lang)):
        yield from (Utterance("beside the question", words, expected) for words in BESIDE[lang])


def _part(part: Part, lang: Lang) -> Expected:
    return replace(Expected("identity.birth_date", confirming=False, lang=lang), part=part)


def hear_all(
    ears: Listener, utterances: Sequence[Utterance], room: Room, voices: Sequence[Voice]
) -> dict[str, Heard]:
    """Each said by one of the voices in turn, in that room: how many were heard, by table line."""
    heard: dict[str, Heard] = defaultdict(Heard)
    for number, utterance in enumerate(utterances):
        voice = voices[number % len(voices)]
        heard[utterance.of].add(utterance, texts_of(ears, utterance, room, voice, number))
    return heard


def texts_of(
    ears: Listener, utterance: Utterance, room: Room, voice: Voice, seed: int
) -> tuple[str, ...]:
    """What is heard when it is said, best first; nothing when it is not heard."""
    hearing = ears.hear(said_in(room, utterance.words, voice, seed), utterance.expected)
    return hearing.texts if hearing else ()


def said_in(room: Room, words: str, voice: Voice, seed: int = 0) -> Sound:
    """As an `Ear` would hand it over: with a little of the room before and after.

    Raises `LookupError` where there is no recording of it.
    """
    said = speech(words, voice) if isinstance(voice, str) else voice.says(words)
    if said is None:
        raise LookupError(words)
    return in_a_room(said, room, before=0.3, after=0.6, seed=seed)


@dataclass(slots=True)
class Table:
    """Counted by line and room, by voice in a quiet room, and what was taken for what."""

    by_room: dict[tuple[str, Room], Heard] = field(default_factory=lambda: defaultdict(Heard))
    by_voice: dict[Voice, Heard] = field(default_factory=lambda: defaultdict(Heard))
    taken_for: Counter[str] = field(default_factory=Counter)

    def add(self, utterance: Utterance, room: Room, voice: Voice, texts: Sequence[str]) -> None:
        """Count one."""
        self.by_room[utterance.of, room].add(utterance, texts)
        if utterance.of in BY_EVERY_VOICE and room == "quiet":
            self.by_voice[voice].add(utterance, texts)
        if texts and not is_right(utterance, texts):
            self.taken_for[f"{utterance.words} > {texts[0]}"] += 1


def table(
    ears: Listener, lang: Lang, rooms: Sequence[Room], by_all: Sequence[Voice], *, quick: bool
) -> Table:
    """What is said to be heard most, by every voice; the rest by one voice each."""
    counted = Table()
    utterances = [*answers(lang), *beside(lang)]
    for room in rooms:
        for number, utterance in enumerate(utterances):
            if utterance.of in BY_EVERY_VOICE:
                voices = by_all
            elif quick and number % ONE_IN:
                continue
            else:
                voices = (by_all[number % len(by_all)],)
            for voice in voices:
                with suppress(LookupError):
                    texts = texts_of(ears, utterance, room, voice, number)
                    counted.add(utterance, room, voice, texts)
    return counted


def measure(tell: Tell, *, quick: bool, recordings: Path | None = None) -> None:
    """Print the tables, and what they are worth; by who recorded themselves, where they did."""
    ears = listener(Settings())
    rooms: tuple[Room, ...] = QUICK_ROOMS if quick else ROOMS
    for lang, synthetic in VOICES.items():
        by_all = recorded_in(recordings, lang) if recordings else synthetic
        if not by_all:
            continue
        tell(f"\nheard, {lang}: right and wrong; the rest was not heard, and is asked again")
        tell(" " * 24 + "".join(f"{room:>17}" for room in rooms))
        counted = table(ears, lang, rooms, by_all, quick=quick)
        for of in dict.fromkeys(of for of, _ in counted.by_room):
            by_room = [counted.by_room[of, room] for room in rooms]
            tell(f"{f'{of}, {by_room[0].all}':<24}" + "".join(f"{h!s:>17}" for h in by_room))
        for voice, heard in counted.by_voice.items():
            name = voice if isinstance(voice, str) else voice.folder.name
            tell(f"yes, no, commands and months by {name}, quiet: {heard}")
        for words, times in counted.taken_for.most_common(MOST_TAKEN):
            tell(f"taken for another, {times} times: {words}")
    if recordings is None:
        tell("\nSynthetic voices, which neither tremble nor hesitate: people will be heard less.")
