"""Changing an earlier answer, by its everyday name: "le téléphone de ma fille est faux"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from rapidfuzz import fuzz

from assistant.answers.numbers import ordinal_in
from assistant.answers.yes_no import leading_yes_no
from assistant.dialogue.asking import item_said_back
from assistant.dialogue.exchange import Exchange
from assistant.dossier.dossier import State
from assistant.steps import LIST_OF, QUESTIONS, STEP_OF
from assistant.steps.step import Question
from assistant.understanding.meaning import mentions
from assistant.understanding.phrases import contains, plain

Target: TypeAlias = tuple[Question, int | None]

OF_THE_PERSON_NAMED = 12.0  # more than the letters of any field's short name
NEARLY_SAID = 88  # of 100: rapidfuzz's token ratio from which a name for a field was meant


def correct(x: Exchange) -> None:
    """Open the earlier answer that is named, or ask which one."""
    if takes_back_an_item(x):
        return
    target = field_named(x, x.turn.text)
    if target is None:
        x.talk.awaiting = "which_field"
        return
    reopen(x, *target)


def which_field(x: Exchange, intent: str) -> bool:
    """The reply to "which answer shall we correct?". False when it was something else."""
    x.talk.awaiting = ""
    if leading_yes_no(x.turn.text, x.words.lang) == (False, ""):
        return True  # a bare no is near the name of many answers
    target = field_named(x, x.turn.text)
    if target is not None:
        reopen(x, *target)
    elif intent in ("inform", "correct", "out_of_scope"):
        x.say("field_not_found")
    return target is not None or intent in ("inform", "correct", "out_of_scope", "deny")


def reopen(x: Exchange, question: Question, item: int | None) -> None:
    """Ask a question again, saying what was noted; the talk goes on afterwards where it was."""
    value = x.dossier.value(question.id, item)
    if value is not None and not isinstance(value, bool):
        x.say(
            "correcting", label=x.words.fields[question.id].label, value=x.say_back(question, value)
        )
    else:
        x.say("correcting_nothing_yet", label=x.words.fields[question.id].label)
    if x.talk.step and STEP_OF[question.id].name != x.talk.step:
        x.talk.back_to = x.talk.back_to or x.talk.step
    x.open(question.id, item)


def takes_back_an_item(x: Exchange) -> bool:
    """Ask before an item of a list is taken back. False when the turn takes none back."""
    if not mentions(x.turn.text, x.words.lexicon["removes"]):
        return False
    for of_list in (q for q in QUESTIONS.values() if q.is_list):
        items = x.dossier.items(of_list.id)
        if not items or not _names_list(x, of_list):
            continue
        item = _item_meant(x, of_list, items)
        if item is not None:
            x.talk.awaiting, x.talk.removal = "removal", (of_list.id, item)
            return True
    return False


def _names_list(x: Exchange, of_list: Question) -> bool:
    said = plain(x.turn.text)
    words = x.words.fields[of_list.id]
    names = (*words.called, words.item, words.items)
    return any(contains(said, _bare(name)) for name in names if name) or any(
        _names_item(x, of_list, item) for item in x.dossier.items(of_list.id)
    )


def _names_item(x: Exchange, of_list: Question, item: int) -> bool:
    """Whether the turn names an item as it is read back, or the practitioner that it is."""
    if item_said_back(x, of_list.id, item).lower() in x.turn.text.lower():
        return True
    values = (x.dossier.value(part.id, item) for part in of_list.items)
    names = (plain(str(value["name"])) for value in values if isinstance(value, dict))
    return any(contains(plain(x.turn.text), name) for name in names)


def _bare(name: str) -> str:
    """A field's name without its article, in the form that sentences are compared in."""
    first, _, rest = plain(name).partition(" ")
    return rest if rest and first in _ARTICLES else plain(name)


_ARTICLES = frozenset(
    [
        "le",
        "la",
        "les",
        "l",
        "un",
        "une",
        "des",
        "mon",
        "ma",
        "mes",
        "son",
        "sa",
        "ses",
        "leur",
        "vos",
        "votre",
        "the",
        "my",
        "your",
    ]
)


def _item_meant(x: Exchange, of_list: Question, items: list[int]) -> int | None:
    for item in items:
        if _names_item(x, of_list, item):
            return item
    nth = ordinal_in(x.turn.text, x.words.lang)
    if nth is None:
        return items[-1]
    return items[nth - 1] if 1 <= nth <= len(items) else None


def removal_answered(x: Exchange, *, yes: bool) -> None:
    """Take the item back after a yes; leave everything as it is after a no."""
    removal = x.talk.removal
    assert removal is not None  # noqa: S101, the caller looked
    x.talk.awaiting, x.talk.removal = "", None
    if not yes:
        x.say("not_removed")
        return
    list_field, item = removal
    value = item_said_back(x, list_field, item)
    x.keep(QUESTIONS[list_field], item=item, state=State.REMOVED, confirmed=True)
    x.say("removed", value=value)
    if x.talk.item == item and x.list_of_open_item() is QUESTIONS[list_field]:
        x.open(list_field)


def field_named(x: Exchange, said: str) -> Target | None:
    """The answered field that a sentence names, by its everyday name and its owner.

    The owner may be said by name or by relation ("le téléphone de Claire", "de ma fille").
    """
    sentence = plain(said)
    best: tuple[float, int, Target] | None = None
    for rank, target in enumerate(_answered(x)):
        score = _score(x, target, sentence)
        if score and (best is None or (score, rank) > best[:2]):
            best = (score, rank, target)
    return best[2] if best else None


def _answered(x: Exchange) -> Iterator[Target]:
    """The answers given, oldest step first; the open step last, so that it wins a tie."""
    order = [q for q in QUESTIONS.values() if STEP_OF[q.id].name != x.talk.step]
    order += [q for q in QUESTIONS.values() if STEP_OF[q.id].name == x.talk.step]
    for question in order:
        if question.is_list:
            continue
        for item in x.dossier.items(LIST_OF[question.id].id) if question.id in LIST_OF else (None,):
            if x.dossier.answer(question.id, item) is not None:
                yield question, item


def _score(x: Exchange, target: Target, sentence: str) -> float:
    question, item = target
    owned = _owner_score(x, question, item, sentence)
    score = 0.0
    for called in x.words.fields[question.id].called:
        name = _bare(called)
        head = name.split()[0]
        if contains(sentence, name):
            as_named = contains(sentence, plain(called))  # "mon adresse" is not "son adresse"
            score = max(score, len(name) + 1.0 + as_named)
        elif owned and contains(sentence, head):  # "le téléphone" of somebody who is named
            score = max(score, float(len(head)))
        elif len(name) > 6 and fuzz.partial_ratio(name, sentence) >= NEARLY_SAID:
            score = max(score, len(name) * 0.8)
    return score + owned if score else 0.0


def _owner_score(x: Exchange, question: Question, item: int | None, sentence: str) -> float:
    """More when the sentence names the person whose detail it is."""
    family = question.id.rpartition(".")[0]
    name = x.dossier.value(f"{family}.name", item)
    if isinstance(name, str) and any(contains(sentence, part) for part in plain(name).split()):
        return OF_THE_PERSON_NAMED
    relation = x.dossier.value(f"{family}.relation", item)
    if isinstance(relation, str):
        option = x.words.fields[f"{family}.relation"].options[relation]
        if any(contains(sentence, _bare(heard)) for heard in (option.say, *option.heard)):
            return OF_THE_PERSON_NAMED
    return 0.0
