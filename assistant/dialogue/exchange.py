"""One exchange: a turn of the person's, and what the assistant says and keeps in return."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from assistant.answers.kind import Lang, Value
from assistant.answers.nir import NirCheck
from assistant.dialogue.plan import Place, open_places, steps_left
from assistant.dialogue.shelf import EmptyShelf, Shelf
from assistant.dialogue.talk import AT_REST, Talk
from assistant.dialogue.wishes import wish_status
from assistant.dossier.document import Decision
from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.dossier.due import Due
from assistant.steps import LIST_OF, QUESTIONS, STEP_NAMED, STEP_OF, STEPS
from assistant.steps.step import Question
from assistant.understanding.meaning import Ranking, asked
from assistant.words.words import FieldWords, Words, words_in

AWAITED_STEPS = frozenset({"health"})
"""Steps of which what was told early is kept until they come: an allergy is never lost."""


@dataclass(frozen=True, slots=True)
class Doors:
    """Where else the assistant is found, as it is said; empty where it is not."""

    phone: str = ""
    telegram: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What came in: words, or a complete entry on the keypad (`keys`, its `#` included).

    `keypad` tells whether the person has keys under their fingers, and hears what they do.
    `ranking` is the classifier's; `number` the verdict on a social security number that was said,
    whose digits are not in `text`; `human_phone` the telephone of a person who helps, if any.
    `after_a_pause` tells whether the turn before is long past; `proof_held` whether the code said
    opened a dossier, None when none was said; the fresh codes are what a reply may give.
    """

    text: str
    channel: str
    at: datetime
    keys: str | None = None
    keypad: bool = False
    read_back: bool = False
    """Whether the words may have been misheard: no answer in them is kept before a yes."""
    ranking: Ranking = ()
    number: NirCheck | None = None
    human_phone: str = ""
    doors: Doors = Doors()
    after_a_pause: bool = False
    proof_held: bool | None = None
    fresh_secret_code: str = ""
    fresh_handover_code: str = ""
    due: tuple[Due, ...] = ()
    """Reminders that are due and were not told yet."""

    @property
    def tells_keys(self) -> bool:
        """Whether a question says its keys."""
        return self.keypad or self.keys is not None

    @property
    def today(self) -> date:
        """The day of the turn, where the person is."""
        return self.at.date()


@dataclass(slots=True)
class Exchange:
    """The turn at work. The functions of this package read and change it, one after the other.

    `begins` asks for the dossier to be made (the person consented); `forgets` for the
    conversation to be dropped without a trace (they did not). `gives_secret_code` and `hands_over`
    ask for the turn's fresh codes to open the dossier; `puts_others_out` for every other place to
    ask for its number and code again; `ends` for the channel to hang up.
    `reminded` holds the reminders that the reply says.
    """

    turn: Turn
    talk: Talk
    dossier: Dossier
    words: Words
    sentences: list[str] = field(default_factory=list)
    kept: list[RecordedAnswer] = field(default_factory=list)
    reminded: list[Due] = field(default_factory=list)
    begins: bool = False
    forgets: bool = False
    gives_secret_code: bool = False
    puts_others_out: bool = False
    hands_over: bool = False
    ends: bool = False
    shelf: Shelf = field(default_factory=EmptyShelf)
    decided: list[tuple[int, int, Decision]] = field(default_factory=list)
    """What was said of the proposals of documents: number, place in it, and yes or no."""
    alone: bool = False
    """Nothing follows what was said: no question after an emergency."""
    in_vain: bool = False
    """Nothing came of what was said: no answer, or one more to be confirmed and no yes."""

    @property
    def question(self) -> Question | None:
        """The open question."""
        return QUESTIONS[self.talk.asking] if self.talk.asking else None

    @property
    def field_words(self) -> FieldWords:
        """The words of the open question."""
        return self.words.fields[self.talk.asking or ""]

    def say(self, key: str, **blanks: object) -> None:
        """Reply with the sentence called `key`."""
        self.tell(self.words.say(key, **blanks))

    def tell(self, sentence: str) -> None:
        """Reply with `sentence`. An empty one is not said."""
        if sentence:
            self.sentences.append(sentence)

    def say_back(self, question: Question, value: Value) -> str:
        """A value as it is read back."""
        return question.kind.say_back(value, asked(question, self.words, self.turn.today))

    def speak(self, lang: Lang) -> None:
        """Go on in `lang`, from this reply on."""
        self.talk.lang, self.talk.language_known = lang, True
        self.words = words_in(lang)

    def keep(
        self,
        question: Question,
        *,
        item: int | None = None,
        value: Value | None = None,
        state: State = State.GIVEN,
        said: str | None = None,
        confirmed: bool = False,
    ) -> None:
        """Record an answer, and what it settles besides."""
        helper = not question.will and self.dossier.value("welcome.helper_present") is True
        name = self.dossier.value("welcome.helper_name") if helper else None
        answer = RecordedAnswer(
            field=question.id,
            item=item,
            value=value,
            state=state,
            said=self.turn.text if said is None else said,
            by="helper" if helper else "self",
            by_name=str(name) if name else None,
            channel=self.turn.channel,
            at=self.turn.at,
            confirmed=confirmed,
        )
        self.dossier.record(answer)
        self.kept.append(answer)
        if question.fills and state is State.GIVEN and value is not None:
            self._keep_filled(question.fills(self.dossier, value), item, answer.said)

    def _keep_filled(self, settled: Mapping[str, Value], item: int | None, said: str) -> None:
        for field_id, value in settled.items():
            self.keep(QUESTIONS[field_id], item=item, value=value, said=said, confirmed=True)

    def open(self, field_id: str, item: int | None = None) -> None:
        """Make a question the open one, with what was already said about it to confirm."""
        self.talk.step = STEP_OF[field_id].name
        self.talk.open(field_id, item)
        self.talk.pending = self.talk.early.pop(field_id, None)

    def open_next(self) -> None:
        """Open the next question: in this step, else in the next one, else none.

        After a correction elsewhere, that is the step which was left for it, if one was open.
        """
        if self.talk.back_to:
            back, self.talk.back_to = self.talk.back_to, None
            self.talk.step = None if back == AT_REST else back
        if self.talk.step is not None:
            place = next(self._places(self.talk.step), None)
            if place:
                question, item = place
                self.open(question.id, item)
                return
            self._close(self.talk.step)
        self.open_next_step()

    def _close(self, step: str) -> None:
        """The end of a step; of a wish, whether it counts and what it lacks, once a turn."""
        status = list(wish_status(step, self.dossier, self.words))
        for sentence in status or [self.words.steps[step].closing]:
            if sentence not in self.sentences:
                self.tell(sentence)
        if step == STEPS[0].name and self.turn.tells_keys:
            self.say("keys_everywhere")

    def open_next_step(self) -> None:
        """Open the first step of the plan that is not complete, or come to rest."""
        step = next(iter(steps_left(self.dossier, self.talk.goals)), None)
        if step is None:
            self.talk.step = None
            self.talk.open(None)
            self.say("all_done")
            if self.turn.tells_keys:
                self.say("keys_all_done")
            return
        if step is not STEPS[0] or not self.talk.consented:  # its opening greets: said once
            self.tell(self.words.steps[step.name].opening)
        self.talk.step = step.name
        self.talk.early = {
            field_id: heard
            for field_id, heard in self.talk.early.items()
            if STEP_OF[field_id].name in AWAITED_STEPS
        }
        question, item = next(self._places(step.name))
        self.open(question.id, item)

    def _places(self, step: str) -> Iterator[Place]:
        return open_places(STEP_NAMED[step], self.dossier, self.talk.goals)

    def list_of_open_item(self) -> Question | None:
        """The list whose item is being given, if one is."""
        return LIST_OF.get(self.talk.asking or "")
