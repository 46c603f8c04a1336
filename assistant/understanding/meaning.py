"""What an utterance means for the open question.

The same words mean different things at a name, at a yes or no, and out of the blue. The open
question decides: first what can only be a command, then what the field understands, then what
the classifier heard. At a name or a free text a command must be said as a command, because
somebody may be called Aide or Pause.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assistant.answers.kind import Answer, Asked, NothingHeard, Understood
from assistant.answers.numbers import in_digits
from assistant.answers.yes_no import Doubtful, leading_yes_no
from assistant.dossier.dossier import State
from assistant.steps import LIST_OF
from assistant.steps.step import Need, Question
from assistant.understanding.phrases import begins_with, contains, plain, without_edges
from assistant.words.words import Words

Ranking = tuple[tuple[str, float], ...]
"""The classifier's intents with their confidence, best first."""

STATES = {
    "dont_know": State.UNKNOWN,
    "refuse_to_answer": State.REFUSED,
    "skip": State.SKIPPED,
}
ANSWERS = frozenset({"inform", "affirm", "deny", *STATES})
DANGERS = frozenset({"emergency", "distress"})
BESIDE_THE_POINT = frozenset({"out_of_scope", "greet", "thanks"})
OPEN_KINDS = frozenset({"name", "text", "address", "practitioner"})
"""Kinds that take nearly any sentence: there the classifier must be sure to be believed."""

# Confidence from which the classifier is believed, tuned by `./vivevoix bench understand`.
SURE_AT_AN_OPEN_KIND = 0.50
SURE_AT_A_CLOSED_KIND = 0.35
SURE_OUT_OF_THE_BLUE = 0.25
SURE_BESIDE_THE_POINT = 0.20  # where the field did not understand it either
SURE_OF_A_COMMAND = 0.60  # against an answer that the field would take as well
ANSWER_HARDLY_LIKELY = 0.10  # confidence in an answer, above which a command is not believed
CERTAIN = 0.95  # against a yes, a no or a choice found in the sentence
VERY_SURE = 0.80  # enough to read a command in what the field would take as well
SURE_OF_A_YES = 0.80  # a yes or no in words of their own, where there is no read-back
WORDS_OF_A_NAME = 2  # so short, what would be beside the point is likelier a name
WORDS_OF_A_COMMAND = 9  # longer sentences at an open question are answers


@dataclass(frozen=True, slots=True)
class Meaning:
    """The intent, and for an answer the value, its state, or why it cannot be kept.

    `rest` is what followed a yes or a no ("oui, ma fille Claire").
    """

    intent: str
    confidence: float = 1.0
    answer: Answer | None = None
    state: State | None = None
    rest: str = ""
    ranking: Ranking = field(default=(), repr=False)


def asked(question: Question, words: Words, today: date) -> Asked:
    """The circumstances in which an answer to `question` is understood."""
    return Asked(lang=words.lang, today=today, options=words.fields[question.id].options)


def takes_none(question: Question, words: Words) -> bool:
    """Whether a no means that there is none: no e-mail, no other name, no known allergy."""
    offered = question.need is Need.OFFER or bool(words.fields[question.id].none)
    return question.is_list or (question.kind.name != "yes_no" and offered)


def names_an_item(question: Question) -> bool:
    """Whether it asks which: a "none" there takes back the yes to the list's own question."""
    return question.id in LIST_OF and question.need is Need.MUST and question.kind.name != "yes_no"


def command_said(said: str, words: Words, *, at_a_name: bool = False) -> str | None:
    """The command that the whole sentence is, politeness aside, or None.

    At a name, the bare nouns of `lexicon: could_be_a_name` are names.
    """
    bare = plain(said)
    if at_a_name and bare in words.lexicon["could_be_a_name"]:
        return None
    kept = without_edges(bare, words.lexicon["around_a_command"])
    for sentence in (bare, kept):
        for intent, phrases in words.commands.items():
            if sentence in phrases:
                return intent
    return None


def _believed(ranking: Ranking, floor: float) -> tuple[str, float] | None:
    return ranking[0] if ranking and ranking[0][1] >= floor else None


def _none_said(said: str, question: Question, words: Words) -> bool:
    bare = without_edges(plain(said), words.lexicon["fillers"])
    if bare in words.lexicon["none"]:
        return True
    # "pas d'acharnement" at a free text is the person's words, and "pas d'IRM" names an item
    names_item = LIST_OF.get(question.id, question).names_item
    own_words = names_item is not None and names_item(said)
    own_words = own_words or (question.kind.name == "text" and not names_an_item(question))
    return not own_words and begins_with(bare, words.lexicon["none_begins"])


def _none_in_a_part(said: str, question: Question, words: Words, today: date) -> bool:
    """Whether one part says that there is none, in a sentence that the field does not understand:
    "j'en ai plus, il est parti à la retraite".
    """
    parts = said.split(",")
    if len(parts) < 2 or question.kind.name == "text":
        return False
    if isinstance(question.kind.understand(said, asked(question, words, today)), Understood):
        return False
    return any(plain(part) in words.lexicon["none"] for part in parts)


def _kept_back_or_unknown(said: str, question: Question, words: Words) -> str | None:
    """A refusal, or not knowing, in a sentence; in a text of one's own it may be the answer."""
    if question.will or question.kind.name == "text":
        return None
    bare = without_edges(plain(said), words.lexicon["fillers"])
    if begins_with(bare, words.lexicon["refuses_begins"]):
        return "refuse_to_answer"
    is_open = not question.is_list and question.kind.name != "yes_no"
    if is_open and begins_with(bare, words.lexicon["unknown_begins"]):
        return "dont_know"
    return None


def _is_an_option(said: str, question: Question, words: Words, today: date) -> bool:
    """Whether the whole sentence is a way of saying an option.

    "je refuse" is an option of a wish before it is a refusal to answer; "no idea" is no option
    where a wish has no such choice, although it holds a "no".
    """
    answer = question.kind.understand(said, asked(question, words, today))
    if not isinstance(answer, Understood):
        return False
    if command_said(said, words) is None:
        return True
    option = words.fields[question.id].options[str(answer.value)]
    return plain(said) in {plain(phrase) for phrase in (option.say, *option.heard)}


def _erases(said: str, words: Words, ranking: Ranking) -> bool:
    """Whether it asks for all to be erased, where "tout" may be a choice."""
    best = _believed(ranking, SURE_OUT_OF_THE_BLUE)
    return bool(best and best[0] == "delete_dossier") and mentions(said, words.lexicon["removes"])


def _in_peace(ranking: Ranking) -> Ranking:
    """The ranking without the dangers: whether there is one was settled before, by `danger_in`."""
    return tuple(ranked for ranked in ranking if ranked[0] not in DANGERS)


def out_of_the_blue(said: str, words: Words, ranking: Ranking) -> Meaning:
    """What an utterance means when no question is open."""
    ranking = _in_peace(ranking)
    if command := command_said(said, words):
        return Meaning(command, ranking=ranking)
    if mentions(said, words.lexicon["asks_for_advice"]):
        return Meaning("out_of_scope", ranking=ranking)
    best = _believed(ranking, SURE_OUT_OF_THE_BLUE)
    if best is None or (best[0] == "inform" and not _tells_of_the_dossier(said, words)):
        return Meaning("out_of_scope", best[1] if best else 0.0, ranking=ranking)
    return Meaning(*best, ranking=ranking)


def _tells_of_the_dossier(said: str, words: Words) -> bool:
    """Whether a sentence that nobody asked for may hold an answer: a number, or a word of ours."""
    has_number = any(c.isdecimal() for c in in_digits(said, words.lang))
    return has_number or mentions(said, words.lexicon["tells_of_the_dossier"])


def meaning_of(
    said: str, question: Question, words: Words, ranking: Ranking, today: date
) -> Meaning:
    """What `said` means as a reply to `question`."""
    ranking = _in_peace(ranking)
    kind = question.kind.name
    is_open = kind in OPEN_KINDS
    asks_what = begins_with(plain(said), words.lexicon["asks_what"])
    if kind in ("choice", "yes_no") and _erases(said, words, ranking):
        return Meaning("delete_dossier", ranking=ranking)
    if kind == "choice" and not asks_what and _is_an_option(said, question, words, today):
        answer = question.kind.understand(said, asked(question, words, today))
        return Meaning("inform", answer=answer, ranking=ranking)
    command = command_said(said, words, at_a_name=kind in ("name", "practitioner"))
    if command in STATES:
        return Meaning(command, state=STATES[command], ranking=ranking)
    can_be_none = takes_none(question, words) or names_an_item(question)
    if command == "no_more" and can_be_none:
        return Meaning(command, state=State.NONE, ranking=ranking)
    thanked = command in BESIDE_THE_POINT and leading_yes_no(said, words.lang)
    if command and command not in ANSWERS and not (kind == "yes_no" and thanked):
        return Meaning(command, ranking=ranking)
    own_words = question.will and kind == "text"  # there it may be what they want written
    if not own_words and mentions(said, words.lexicon["asks_for_advice"]):
        return Meaning("out_of_scope", answer=NothingHeard(), ranking=ranking)
    state = _kept_back_or_unknown(said, question, words)
    if state is not None:
        return Meaning(state, state=STATES[state], ranking=ranking)
    if can_be_none and _none_said(said, question, words):
        return Meaning("deny", state=State.NONE, ranking=ranking)
    if kind == "yes_no":
        return _at_a_yes_no(said, question, words, ranking, today)
    if can_be_none and _none_in_a_part(said, question, words, today):
        return Meaning("deny", state=State.NONE, ranking=ranking)
    if is_open:
        return _at_an_open_kind(said, question, words, ranking, today)
    return _at_a_closed_kind(said, question, words, ranking, today)


def meaning_of_a_confirmation(
    said: str, question: Question, words: Words, ranking: Ranking, today: date
) -> Meaning:
    """What `said` means as a reply to "I heard …, is that right?"."""
    ranking = _in_peace(ranking)
    command = command_said(said, words)
    if command and command not in ANSWERS:
        return Meaning(command, ranking=ranking)
    if found := leading_yes_no(said, words.lang):
        yes, rest = found
        return Meaning("affirm" if yes and not rest else "deny" if not yes else "inform", rest=rest)
    best = _believed(ranking, SURE_OF_A_YES)
    if best and best[0] in ("affirm", "deny") and not question.will:
        return Meaning(*best, ranking=ranking)
    answer = question.kind.understand(said, asked(question, words, today))
    if best and best[0] not in ANSWERS and not isinstance(answer, Understood):
        return Meaning(*best, answer=answer, ranking=ranking)
    return Meaning("inform", answer=answer, ranking=ranking)


def _at_a_yes_no(
    said: str, question: Question, words: Words, ranking: Ranking, today: date
) -> Meaning:
    if question.names_item and question.names_item(said):
        return Meaning("inform", answer=NothingHeard(), rest=said, ranking=ranking)
    if not question.is_list and _is_hedged(said, words):
        return Meaning("inform", answer=Doubtful(), rest=said, ranking=ranking)
    found = leading_yes_no(said, words.lang)
    if found and question.is_list and not found[0] and found[1]:
        found = (found[0], "")
    ended = _believed(ranking, SURE_OF_A_COMMAND)
    if question.is_list and ended and ended[0] == "no_more":
        return Meaning(*ended, state=State.NONE, ranking=ranking)
    answer = question.kind.understand(said, asked(question, words, today))
    if not found and _is_no_answer(ranking):
        return Meaning(*ranking[0], answer=NothingHeard(), ranking=ranking)
    if isinstance(answer, Understood):
        yes = answer.value is True
        if not yes and question.is_list:
            return Meaning("deny", state=State.NONE, ranking=ranking)
        rest = found[1] if found else ""
        return Meaning("affirm" if yes else "deny", answer=answer, rest=rest, ranking=ranking)
    if not isinstance(answer, NothingHeard):  # doubt is left as doubt
        return Meaning("inform", answer=answer, rest=said, ranking=ranking)
    best = _believed(ranking, SURE_AT_A_CLOSED_KIND)
    if best and best[0] in STATES:
        return Meaning(*best, state=STATES[best[0]], ranking=ranking)
    if best and best[0] in ("affirm", "deny"):
        return _yes_or_no_by_the_classifier(best, question, ranking)
    if best and best[0] not in ANSWERS and best[0] != "out_of_scope":
        return Meaning(*best, answer=answer, ranking=ranking)
    return Meaning("inform", answer=answer, rest=said, ranking=ranking)


def _is_hedged(said: str, words: Words) -> bool:
    """Whether it is a yes or a no with reserve: "je crois que oui" is asked again."""
    bare = without_edges(plain(said), words.lexicon["fillers"])
    return begins_with(bare, words.lexicon["hedges"])


def _yes_or_no_by_the_classifier(
    best: tuple[str, float], question: Question, ranking: Ranking
) -> Meaning:
    """A yes or no in words of their own: never enough for a wish, which is asked again."""
    intent, confidence = best
    if question.will or confidence < SURE_OF_A_YES:
        return Meaning("inform", confidence, answer=NothingHeard(), ranking=ranking)
    if intent == "deny" and question.is_list:
        return Meaning(intent, confidence, state=State.NONE, ranking=ranking)
    return Meaning(intent, confidence, answer=Understood(intent == "affirm"), ranking=ranking)


def _is_no_answer(ranking: Ranking) -> bool:
    """Whether the classifier is as good as certain that this is a question or a command."""
    beside = ANSWERS | BESIDE_THE_POINT
    return bool(ranking) and ranking[0][0] not in beside and ranking[0][1] >= CERTAIN


def _at_a_closed_kind(
    said: str, question: Question, words: Words, ranking: Ranking, today: date
) -> Meaning:
    answer = question.kind.understand(said, asked(question, words, today))
    if isinstance(answer, Understood) and _is_no_answer(ranking) and asks(said, words):
        return Meaning(*ranking[0], answer=NothingHeard(), ranking=ranking)
    if isinstance(answer, Understood) and begins_with(plain(said), words.lexicon["asks_what"]):
        return Meaning("help", answer=NothingHeard(), ranking=ranking)  # a choice that is not clear
    if isinstance(answer, Understood):
        return Meaning("inform", answer=answer, ranking=ranking)
    yes = leading_yes_no(said, words.lang)
    if question.yes_means and yes and yes[0] and not yes[1]:
        return Meaning("affirm", answer=Understood(question.yes_means(today)), ranking=ranking)
    best = _believed(ranking, SURE_AT_A_CLOSED_KIND)
    if best and best[0] in STATES:
        return Meaning(*best, state=STATES[best[0]], ranking=ranking)
    refused = not isinstance(answer, NothingHeard) and _counts(said, question, words)
    if best and best[0] != "inform" and (best[1] >= VERY_SURE or not refused):
        return Meaning(*best, answer=answer, ranking=ranking)
    if beside := _likely_beside_the_point(ranking):
        return Meaning(*beside, answer=answer, ranking=ranking)
    return Meaning("inform", answer=answer, ranking=ranking)


def _counts(said: str, question: Question, words: Words) -> bool:
    """Whether it is numbers where numbers are asked: "2003 ou 2004" is refused, not a command."""
    numbers = question.kind.name in ("phone", "date", "past_date")
    in_figures = in_digits(said, words.lang)
    return numbers and any(c.isdecimal() for c in in_figures) and not asks(said, words)


def _likely_beside_the_point(ranking: Ranking) -> tuple[str, float] | None:
    """A sentence that the field refuses, and that is likeliest about something else altogether."""
    best = _believed(ranking, SURE_BESIDE_THE_POINT)
    return best if best and best[0] == "out_of_scope" else None


def _at_an_open_kind(
    said: str, question: Question, words: Words, ranking: Ranking, today: date
) -> Meaning:
    if leading_yes_no(said, words.lang) in _BARE and not question.will:
        return Meaning("inform", answer=NothingHeard(), ranking=ranking)  # no town is called Non
    answer = question.kind.understand(said, asked(question, words, today))
    best = _believed(ranking, SURE_AT_AN_OPEN_KIND)
    if question.kind.name in ("name", "practitioner") and asks(said, words):
        best = best or _likely_beside_the_point(ranking)
    if best is None or best[0] == "inform":
        return Meaning("inform", answer=answer, ranking=ranking)
    if best[0] in STATES and (len(said.split()) <= WORDS_OF_A_COMMAND or best[1] >= VERY_SURE):
        return Meaning(*best, state=STATES[best[0]], ranking=ranking)
    if best[0] in ANSWERS:  # a yes or a no where neither is an answer
        if best[0] == "deny" and question.kind.name != "text" and best[1] >= VERY_SURE:
            return Meaning("deny", answer=NothingHeard(), ranking=ranking)
        return Meaning("inform", answer=answer, ranking=ranking)
    if _outweighs(said, question, answer, best, ranking, words):
        return Meaning(*best, answer=answer, ranking=ranking)
    return Meaning("inform", answer=answer, ranking=ranking)


_BARE = ((True, ""), (False, ""))
"""A yes or a no, and nothing besides."""


def asks(said: str, words: Words) -> bool:
    """Whether a sentence is put as a question or a request."""
    bare = plain(said)
    return "?" in said or begins_with(bare, words.lexicon["asks"])


def _outweighs(
    said: str,
    question: Question,
    answer: Answer,
    best: tuple[str, float],
    ranking: Ranking,
    words: Words,
) -> bool:
    """Whether the classifier outweighs what the field understood, which takes nearly anything.

    It must leave the answer hardly a chance; and more so where everything may be an answer: the
    text of a wish ("je veux un peu de musique"), and a sentence that says that it names somebody.
    """
    if not isinstance(answer, Understood):
        return True
    if dict(ranking).get("inform", 0.0) > ANSWER_HARDLY_LIKELY:
        return False
    if _is_a_name(said, question, best[0], words):
        return False
    if best[0] != "correct" and mentions(said, words.lexicon["names_somebody"]):
        return False
    if asks(said, words):
        return not (best[0] == "out_of_scope" and question.will)
    if best[0] == "out_of_scope" and (
        question.will or _is_a_bare_name(said) or _tells_of_the_dossier(said, words)
    ):
        return False
    return best[1] >= (VERY_SURE if question.will else SURE_OF_A_COMMAND)


def _is_a_name(said: str, question: Question, intent: str, words: Words) -> bool:
    """Whether it is short, and no command: people are called Boulanger or Margaret Rose."""
    if question.kind.name != "name":
        return False
    is_short = _is_a_bare_name(said) and not asks(said, words)
    beside = intent in BESIDE_THE_POINT or intent == "faq"
    return plain(said) in words.lexicon["could_be_a_name"] or (is_short and beside)


def _is_a_bare_name(said: str) -> bool:
    """Whether it may be a town, a country or a surname: "Lyon", that is football elsewhere."""
    return len(plain(said).split()) <= WORDS_OF_A_NAME


def mentions(said: str, phrases: tuple[str, ...]) -> bool:
    """Whether a sentence holds one of the phrases, whole words only."""
    bare = plain(said)
    return any(contains(bare, phrase) for phrase in phrases)
