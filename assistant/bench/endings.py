"""Where answers end: found whole, cut off, or never over, in each room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

from assistant.bench.hearing import VOICES
from assistant.bench.rooms import ROOMS, Room, blocks, in_a_room, speech
from assistant.speech.endpointing import Ear
from assistant.speech.protocols import Expected
from assistant.speech.sound import HERTZ, Sound

Tell = Callable[[str], None]

LOUD: Room = "television 10 dB"
PAUSES = (0.7, 0.9, 1.2)  # seconds, within a date
CUT, LATE = 0.05, 2.2  # seconds before the last word, and after it, that are a cut and a miss


@dataclass(slots=True)
class Endings:
    """How answers were found in one room."""

    whole: int = 0
    cut: int = 0
    never: int = 0
    delays: list[float] = field(default_factory=list)


def endings(room: Room, words: str, expected: Expected, pause: float = 0.0) -> Endings:
    """`words` by each French voice into an ear of its own."""
    found = Endings()
    for seed, voice in enumerate(VOICES["fr"]):
        said = speech(words, voice, pause=pause)
        before = 1.2
        sound = in_a_room(said, room, before=before, after=3.5, seed=seed)
        over = _over(sound, expected)
        late = over - before - len(said) / HERTZ
        if late > LATE or over < 0:
            found.never += 1
        elif late < CUT:
            found.cut += 1
        else:
            found.whole += 1
            found.delays.append(late)
    return found


def _over(sound: Sound, expected: Expected) -> float:
    """The second at which the first answer is over; -1 when it never is."""
    ear, at = Ear(sound.hertz), 0.0
    ear.expect(expected)
    for block in blocks(sound):
        at += block.seconds
        if isinstance(ear.feed(block), Sound):
            return at
    return -1.0


def measure(tell: Tell) -> None:
    """Print the table."""
    yes_or_no = Expected("welcome.consent", confirming=False, lang="fr")
    date = Expected("identity.birth_date", confirming=False, lang="fr")
    rooms = (*ROOMS, LOUD)
    tell("\nwhere answers end: whole, cut, never ended; seconds after the last word, median")
    tell(" " * 24 + "".join(f"{room:>18}" for room in rooms))
    for words in ("oui", "non", "dix", "à ma fille"):
        found = [endings(room, words, yes_or_no) for room in rooms]
        tell(f"{words:<24}" + "".join(map(_ending, found)))
    for pause in PAUSES:
        said = "le douze, mars, mille neuf cent quarante-trois"
        found = [endings(room, said, date, pause) for room in rooms]
        tell(f"{f'a date, pauses of {pause} s':<24}" + "".join(map(_ending, found)))


def _ending(found: Endings) -> str:
    delay = f"{median(found.delays):.2f}" if found.delays else "-"
    return f"{f'{found.whole} {found.cut} {found.never}  {delay}':>18}"
