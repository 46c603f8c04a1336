"""An answer to the open question: kept, read back first, or refused with a way to mend it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answers.kind import NotByKeys, Refusal, Understood, Value
from assistant.dialogue import effects, language, other_wish, told_early
from assistant.dialogue.asking import MISSES_BEFORE_A_WAY_OUT, is_none, item_said_back
from assistant.dialogue.early import keep_early_facts, take_apart
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.keypad import DONE
from assistant.dialogue.knowing import tell_out_of_scope
from assistant.dialogue.talk import Heard
from assistant.dossier.dossier import State
from assistant.steps import QUESTIONS
from assistant.steps.step import Need, Question
from assistant.understanding.doubt import is_in_doubt
from assistant.understanding.meaning import Meaning, asked, meaning_of, mentions, names_an_item


def answer(x: Exchange, meaning: Meaning) -> None:
    """Treat `meaning` as an answer to the open question."""
    question = x.question
    assert question is not None  # noqa: S101, the caller looked
    if question.will and mentions(x.turn.text, x.words.lexicon["helper_speaks"]):
        x.say("answer_must_be_theirs")
        return
    if other_wish.turned_to(x, question):
        return
    if question.kind.name == "name" and x.turn.keys is None:
        meaning = _name_alone(x, question, meaning)
    if meaning.state is State.NONE and x.turn.read_back and _none_must_be_sure(question):
        x.talk.pending = Heard(value=False, said=x.turn.text)
    elif meaning.state is State.NONE and question.is_list:
        _none_of_them(x, question)
    elif meaning.state is not None:
        _keep_state(x, question, meaning.state)
    elif question.is_list:
        _answer_list(x, question, meaning)
    elif isinstance(meaning.answer, Understood):
        _understood(x, question, meaning)
    elif isinstance(meaning.answer, NotByKeys):
        x.say("for_later" if x.turn.keys == DONE else "later_by_voice")
        x.keep(question, item=x.talk.item, state=State.SKIPPED)
        x.open_next()
    elif not _same_address(x, question):
        missed(x, meaning)


def _none_must_be_sure(question: Question) -> bool:
    """Whether that there is none is a fact that others act upon: no allergy, no other wish.

    A "none" that takes back the yes to a list is none: the list's question is put again.
    """
    return question.is_list or question.will or (question.critical and not names_an_item(question))


def _same_address(x: Exchange, question: Question) -> bool:
    """Whether somebody lives where the person does: that address is read back."""
    own = x.dossier.value("identity.address")
    if question.kind.name != "address" or own is None or question.id == "identity.address":
        return False
    if not mentions(x.turn.text, x.words.lexicon["same_address"]):
        return False
    x.talk.pending = Heard(own, x.turn.text)
    return True


def _name_alone(x: Exchange, question: Question, meaning: Meaning) -> Meaning:
    """The name without the telephone and the relation said with it, which are set aside."""
    if meaning.state is not None:
        return meaning
    rest = take_apart(x, question, x.turn.text)
    if rest == x.turn.text.strip(" ,.;:"):
        return meaning
    context = asked(question, x.words, x.turn.today)
    return replace(meaning, answer=question.kind.understand(rest, context))


def _keep_state(x: Exchange, question: Question, state: State) -> None:
    if question.id == "welcome.consent":
        if state is State.REFUSED:
            effects.may_be_kept(x, question, value=False)
        else:
            x.say("consent_needed")
        return
    if state is State.SKIPPED and _stays_as_it_was(x, question):
        return
    if state in (State.SKIPPED, State.NONE) and _abandons_item(x, question):
        return
    said = x.talk.last_attempt or x.turn.text
    if state is State.NONE and question.is_list and x.dossier.items(question.id):
        x.keep(question, item=None, value=True, said=said, confirmed=True)
        x.open_next()
        return
    x.keep(question, item=x.talk.item, state=state, said=said)
    if state is State.NONE and x.field_words.none:
        x.tell(x.field_words.none)
    else:
        must = question.need is Need.MUST and state is not State.NONE
        x.say(f"kept_{state.value}_must" if must else f"kept_{state.value}")
    x.talk.mending = x.talk.pending = None
    x.open_next()


def _stays_as_it_was(x: Exchange, question: Question) -> bool:
    """Whether `question` was answered before and was only opened again: passing changes nothing."""
    if x.dossier.answer(question.id, x.talk.item) is None:
        return False
    if question.stale_if is not None and question.stale_if(x.dossier):
        return False  # the answer of before is no longer one: it would be asked for ever
    x.say("kept_as_it_was")
    x.talk.mending = x.talk.pending = None
    x.open_next()
    return True


def _abandons_item(x: Exchange, question: Question) -> bool:
    """Whether passing over `question` means that the person does not want this item after all."""
    of_list = x.list_of_open_item()
    if of_list is None or x.talk.item is None or question.need is not Need.MUST:
        return False
    named = any(x.dossier.value(part.id, x.talk.item) is not None for part in of_list.items)
    if named:
        return False
    x.keep(of_list, item=x.talk.item, state=State.REMOVED)
    x.say("item_left")
    x.open(of_list.id)
    return True


def _answer_list(x: Exchange, question: Question, meaning: Meaning) -> None:
    """The list's own question: no more, yes, or already the next item."""
    if isinstance(meaning.answer, Understood) and meaning.answer.value is False:
        _none_of_them(x, question)
        return
    said_more = meaning.rest.strip()
    if not isinstance(meaning.answer, Understood) and not said_more:
        missed(x, meaning)
        return
    if len(x.dossier.items(question.id)) >= question.at_most:
        x.say("list_full", most=question.at_most)
        _keep_state(x, question, State.NONE)
        return
    begin_item(x, question, said_more)


def _none_of_them(x: Exchange, question: Question) -> None:
    """No item, or no more: one that was told before is read back first, to be turned down."""
    if told_early.item_waits(x, question):
        begin_item(x, question)
    else:
        _keep_state(x, question, State.NONE)


def begin_item(x: Exchange, of_list: Question, said: str = "") -> None:
    """Open the first question of a new item, with what was already said of it."""
    item = x.dossier.next_item(of_list.id)
    part = next(
        part for part in of_list.items if part.ask_if is None or part.ask_if(x.dossier, item)
    )
    x.open(part.id, item)
    if said:
        _begin_with(x, of_list, part, said)


def _begin_with(x: Exchange, of_list: Question, part: Question, said: str) -> None:
    named = next(p for p in of_list.items if p.kind.name != "yes_no")
    if part is not named:  # "is it your trusted person?" comes first, unless somebody was named
        x.open(named.id, x.talk.item)
    rest = take_apart(x, named, said) if named.kind.name == "name" else said
    meaning = meaning_of(rest, named, x.words, x.turn.ranking, x.turn.today)
    if isinstance(meaning.answer, Understood) and meaning.intent == "inform":
        _understood(x, named, meaning, said)
    elif part is not named:
        x.open(part.id, x.talk.item)


def _understood(x: Exchange, question: Question, meaning: Meaning, said: str | None = None) -> None:
    assert isinstance(meaning.answer, Understood)  # noqa: S101, the callers looked
    said, value = x.turn.text if said is None else said, meaning.answer.value
    if question.kind.name in ("yes_no", "choice") and x.turn.keys is None:
        take_apart(x, question, meaning.rest if question.kind.name == "yes_no" else said)
    consequence = bool(effects.consequence(x, question, value))
    if question.critical or consequence or x.turn.read_back or _in_doubt(x, question, value, said):
        x.talk.mending = None
        x.talk.misses = 0
        x.talk.pending = Heard(value, said)
        x.talk.awaiting = "consequence" if consequence else ""
        return
    settle(x, question, Heard(value, said))


def _in_doubt(x: Exchange, question: Question, value: Value, said: str) -> bool:
    """Whether a value heard is read back although it is not critical; a key says what it says."""
    if x.turn.keys is not None:
        return False
    another = other_wish.act_named(x, question) is not None
    doubt = is_in_doubt(question, value, said, x.words)
    return another or doubt or effects.ends_the_talk(question, value)


def settle(x: Exchange, question: Question, heard: Heard, *, confirmed: bool = False) -> None:
    """Keep a value, do what follows from it, and open the next question."""
    if question.is_list and heard.value is False:
        _none_of_them(x, question)
        return
    if question.is_list:
        begin_item(x, question)
        return
    if is_none(question, heard):
        _keep_state(x, question, State.NONE)
        return
    if not effects.may_be_kept(x, question, heard.value):
        return
    x.keep(question, item=x.talk.item, value=heard.value, said=heard.said, confirmed=confirmed)
    keep_early_facts(x)
    noted = x.field_words.noted if question.kind.name != "yes_no" else ""
    x.tell(noted.format(value=x.say_back(question, heard.value)))
    of_list, item = x.list_of_open_item(), x.talk.item
    effects.after(x, question, heard.value)
    if x.forgets or x.alone:
        return
    x.talk.pending = x.talk.mending = None
    x.open_next()
    if of_list and item and x.talk.item != item and not noted:
        of_item = x.words.fields[of_list.id].item_noted
        x.tell(of_item.format(value=item_said_back(x, of_list.id, item)))


def beside_the_question(x: Exchange) -> None:
    """Something else was said, or an answer was heard as something else: it counts as a miss."""
    if told_early.set_aside(x) or _goes_on_in_their_language(x):
        return
    x.talk.misses += 1
    _note_attempt(x)
    tell_out_of_scope(x)
    _offer_a_way_out(x)


def _offer_a_way_out(x: Exchange) -> None:
    if x.talk.asking == "welcome.language" and x.turn.keys is None:
        lang = language.answered_in(x)
        if lang is not None:
            x.sentences.clear()
            settle(x, QUESTIONS["welcome.language"], Heard(lang, x.turn.text))
        return
    if x.talk.misses >= MISSES_BEFORE_A_WAY_OUT:
        _say_way_out(x)


def _say_way_out(x: Exchange) -> None:
    x.say("way_out" if x.turn.keys is None else "way_out_keys")


def _goes_on_in_their_language(x: Exchange) -> bool:
    """Whether the turn was not understood because it was said in the other language."""
    lang = language.overheard(x)
    if lang is None or x.talk.asking == "welcome.language":
        return False
    x.speak(lang)
    x.say("language_changed")
    if x.talk.consented:
        x.keep(QUESTIONS["welcome.language"], value=lang)
    return True


def _note_attempt(x: Exchange) -> None:
    """Remember what was said, so that passing over the question loses nothing of it."""
    if x.talk.consented:
        x.talk.last_attempt = x.turn.text


def missed(x: Exchange, meaning: Meaning) -> None:
    """Say which part is wrong and how to mend it; differently each time, never in a loop."""
    if told_early.set_aside(x) or _goes_on_in_their_language(x):
        return
    x.talk.misses += 1
    _note_attempt(x)
    if isinstance(meaning.answer, Refusal):
        x.tell(x.words.refuse(meaning.answer))
    _offer_a_way_out(x)
