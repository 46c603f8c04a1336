"""How the open question is put: its sentences, and the choices that go with it."""

from __future__ import annotations

from assistant.answers.kind import Option
from assistant.dialogue import effects
from assistant.dialogue.coming_back import question_of
from assistant.dialogue.exchange import Exchange
from assistant.dialogue.keypad import DONE, IN_DIGITS, REPEAT
from assistant.dialogue.knowing import proposed_question
from assistant.dialogue.received import proposal_sentence
from assistant.dialogue.talk import ASKED_BY_YES_OR_NO, HEARD_AS_YES_OR_NO, Heard
from assistant.steps import QUESTIONS, STEPS
from assistant.steps.step import Need, Question

CHOICES_AT_ONCE = 3  # conversation rules: at most three choices
MISSES_BEFORE_AN_EXAMPLE = 2
MISSES_BEFORE_A_WAY_OUT = 3


def question_sentences(x: Exchange) -> list[str]:
    """The open question, as it is put now, with its keys. Empty when none is open."""
    sentences = _sentences(x)
    if sentences and x.turn.tells_keys and x.talk.awaiting in ASKED_BY_YES_OR_NO:
        sentences.append(x.words.say("confirm_keys"))
    return sentences


def _sentences(x: Exchange) -> list[str]:
    question, words = x.question, x.words
    if x.talk.awaiting == "removal" and x.talk.removal:
        return [words.say("remove_sure", value=_item_said_back(x))]
    if x.talk.awaiting == "which_field":
        keys = [words.say("keys_which_field")] if x.turn.tells_keys else []
        return [words.say("which_field"), *keys]
    if x.talk.awaiting == "proposal" and (proposal := proposal_sentence(x)):
        return [proposal]
    if x.talk.awaiting == "number":
        return [words.say("number_ask")]
    if x.talk.awaiting == "did_you_ask":
        return [proposed_question(x)]
    if x.talk.awaiting in ("have_dossier", "way_back", "secret_code"):
        return question_of(x)
    if question is None:
        return []
    if x.talk.pending:
        return _confirmation(x, question)
    if x.talk.mending and question.kind.name not in ("yes_no", "choice"):
        return [words.say("mend"), *_keys(x, question)]
    sentences = [_wish_is_theirs(x)] if _helper_at_a_wish(x, question) else []
    sentences.append(_wording(x, question))
    return [*sentences, *_keys(x, question)]


def _keys(x: Exchange, question: Question) -> list[str]:
    """What the keys do at a question, and how to leave it for later where they give digits."""
    if not x.turn.tells_keys:
        return []
    said = x.field_words.keys
    if question.kind.name == "yes_no" and not x.talk.misses and _knows_yes_and_no(x, said):
        return [x.words.say("keys_yes_no")]
    if x.field_words.keys_first and not (x.talk.misses or x.turn.keys == REPEAT):
        return [x.field_words.keys_first]
    if said and question.kind.name not in IN_DIGITS:
        return [said]
    if not said and x.turn.keys == DONE:
        return []  # that key was pressed just now
    later = "keys_if_not" if said and question.need is Need.OFFER else "keys_later"
    return [*([said] if said else []), x.words.say(later)]


def _knows_yes_and_no(x: Exchange, said: str) -> bool:
    """Whether `said` is what the first step told at each of its questions: it is said shorter."""
    return said == x.words.fields["welcome.adult"].keys and x.talk.step != STEPS[0].name


def _wording(x: Exchange, question: Question) -> str:
    said = x.field_words
    if x.talk.page:
        page = ", ".join(option.say for option in _page(x, question))
        return x.words.say("other_choices", choices=page)
    begun = x.dossier.items(question.id) if question.is_list else x.talk.reviewed
    if said.more and begun and (question.is_list or not x.talk.misses):
        return said.more
    return said.again if x.talk.misses >= MISSES_BEFORE_AN_EXAMPLE else said.ask


def _confirmation(x: Exchange, question: Question) -> list[str]:
    assert x.talk.pending is not None  # noqa: S101, the caller looked
    if is_none(question, x.talk.pending):
        keys = [x.words.say("keys_yes_no")] if x.turn.tells_keys else []
        return [x.words.say("once_more", value=x.words.say("no").lower()), *keys]
    value = x.say_back(question, x.talk.pending.value)
    if is_asked_once_more(x):
        once_more = x.field_words.read_back or x.words.sentences["once_more"]
        return [once_more.format(value=value), *_keys(x, question)]
    read_back = x.field_words.read_back or x.words.sentences["read_back"]
    sentences = [read_back.format(value=value)]
    if x.talk.awaiting == "consequence":
        sure = sentences[0] if question.critical else x.words.say("consequence_sure")
        sentences = [*effects.consequence(x, question, x.talk.pending.value), sure]
        if _helper_at_a_wish(x, question):
            sentences.insert(0, _wish_is_theirs(x))
    if x.turn.tells_keys:
        sentences.append(x.words.say("confirm_keys"))
    elif value.lower() in x.words.lexicon["could_be_a_name"]:
        sentences.append(x.words.say("or_did_you_mean_the_command", command=value.lower()))
    return sentences


def is_asked_once_more(x: Exchange) -> bool:
    """Whether a yes or a no that may be misheard waits: it is to be said again.

    A "no" to "I heard no, is that right?" may mean both.
    """
    question, pending = x.question, x.talk.pending
    if question is None or pending is None or x.talk.awaiting:
        return False
    return question.kind.name == "yes_no" or is_none(question, pending)


def is_none(question: Question, heard: Heard) -> bool:
    """Whether what was heard is that there is none, where the answer itself is no yes or no."""
    return heard.value is False and question.kind.name != "yes_no"


def _helper_at_a_wish(x: Exchange, question: Question) -> bool:
    return question.will and x.dossier.value("welcome.helper_present") is True


def _wish_is_theirs(x: Exchange) -> str:
    name = x.dossier.value("identity.first_names")
    if name:
        return x.words.say("wish_is_yours", name=str(name).split()[0])
    return x.words.say("wish_is_yours_no_name")


def _item_said_back(x: Exchange) -> str:
    assert x.talk.removal is not None  # noqa: S101, the caller looked
    return item_said_back(x, *x.talk.removal)


def item_said_back(x: Exchange, list_field: str, item: int) -> str:
    """An item of a list, as it is named to the person: its first value given."""
    for part in QUESTIONS[list_field].items:
        value = x.dossier.value(part.id, item)
        if value is not None and not isinstance(value, bool):
            return x.say_back(part, value)
    return x.words.fields[list_field].item


def _page(x: Exchange, question: Question) -> list[Option]:
    """The choices that are offered now: the first ones, or the next after "other choices"."""
    options = list(x.words.fields[question.id].options.values())
    begin = x.talk.page * CHOICES_AT_ONCE
    return options[begin : begin + CHOICES_AT_ONCE]


def choices(x: Exchange) -> list[str]:
    """What can be tapped or chosen by a key, at most three and a way on."""
    words, question = x.words, x.question
    yes_no = [words.say("yes"), words.say("no")]
    if x.talk.awaiting in HEARD_AS_YES_OR_NO or x.talk.pending:
        return yes_no
    if question is None or x.talk.awaiting:
        return []
    offered: list[str] = []
    if question.kind.name == "yes_no":
        offered = yes_no
    elif question.kind.name == "choice":
        offered = [capitalised(option.say) for option in _page(x, question)]
        if len(x.field_words.options) > CHOICES_AT_ONCE:
            offered.append(words.say("other_choice"))
    if x.talk.misses >= MISSES_BEFORE_A_WAY_OUT:
        offered += [words.say("choice_skip"), words.say("choice_human")]
    return offered


def capitalised(said: str) -> str:
    """With its first letter in upper case, the others as they are."""
    return said[:1].upper() + said[1:]
