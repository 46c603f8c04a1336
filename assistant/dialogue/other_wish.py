"""A wish that is not the one asked for: named in the answer to another, or taken back afterwards.

"La dialyse, ça non plus", said of the breathing machine, settles neither: the one that was named is
asked. "En fait non, je ne veux rien donner", said when the family is asked about, is no answer
about the family.
"""

from __future__ import annotations

from assistant.answers.choice_words import PLAIN_ANSWERS
from assistant.answers.kind import Understood
from assistant.answers.yes_no import leading_yes_no
from assistant.dialogue.correction import reopen
from assistant.dialogue.exchange import Exchange
from assistant.steps import QUESTIONS, STEP_NAMED, STEP_OF
from assistant.steps.step import Question
from assistant.understanding.meaning import asked, mentions
from assistant.understanding.phrases import plain

ACTS = {
    f"directives.{act}": f"names_{act}"
    for act in (
        "resuscitation", "ventilation", "nutrition_hydration", "dialysis", "surgery", "sedation",
    )
}  # fmt: skip
"""The acts of the directives that stand out in a sentence, each with its words in the lexicon."""

CHANGED_BY_NAME = {
    "trusted_person": "trusted_person.name",
    "organ_donation": "organ_donation.position",
    "access": "access.emergency",
}
"""The wish that is meant by who has changed their mind, and names the topic alone."""
_TOPICS = ("trusted_person", "organ_donation")


def act_named(x: Exchange, question: Question) -> Question | None:
    """The act that the turn names, where another one is asked for and is not named as well."""
    if not question.will or STEP_OF[question.id].name != "directives":
        return None
    named = [act for act, names in ACTS.items() if mentions(x.turn.text, x.words.lexicon[names])]
    if len(named) != 1 or named[0] == question.id or question.kind.name != "choice":
        return None
    return QUESTIONS[named[0]]


def turned_to(x: Exchange, question: Question) -> bool:
    """Whether the turn was about another wish, which is now the one that is asked for."""
    if x.turn.keys is not None:
        return False
    other = _of_another_topic(x, question) or _taken_back(x, question)
    if other is None and leading_yes_no(x.turn.text, x.words.lang) is None:
        other = act_named(x, question)
    if other is None:
        return False
    if x.dossier.value(other.id) is None:
        x.say("you_speak_of", label=x.words.fields[other.id].label)
        x.open(other.id)
    else:
        reopen(x, other, None)
    return True


def _of_another_topic(x: Exchange, question: Question) -> Question | None:
    """The wish of another topic, at a choice that would take its words for its own."""
    topic = STEP_OF[question.id].name
    if not question.will or question.kind.name not in ("yes_no", "choice"):
        return None
    said, lexicon = x.turn.text, x.words.lexicon
    changed = mentions(said, lexicon["changes_mind"])
    named = [t for t in _TOPICS if t != topic and mentions(said, lexicon[f"names_{t}"])]
    if topic != "organ_donation" and mentions(said, lexicon["names_organs"]):
        named = ["organ_donation"]
    elif not changed:
        return None
    return QUESTIONS[CHANGED_BY_NAME[named[0]]] if len(named) == 1 else None


def _taken_back(x: Exchange, question: Question) -> Question | None:
    """The wish already told, of which the turn says something else in the first person."""
    if question.will or question.is_list or question.kind.name not in ("yes_no", "choice"):
        return None
    told = [
        q
        for q in STEP_OF[question.id].questions
        if q.will and q.kind.name == "choice" and x.dossier.value(q.id) is not None
    ]
    rest = " ".join(w for w in plain(x.turn.text).split() if w not in PLAIN_ANSWERS)
    if len(told) != 1 or not mentions(rest, x.words.lexicon["of_oneself"]):
        return None
    if question.kind.name == "choice" and isinstance(
        question.kind.understand(rest, asked(question, x.words, x.turn.today)), Understood
    ):
        return None
    heard = told[0].kind.understand(rest, asked(told[0], x.words, x.turn.today))
    changed = isinstance(heard, Understood) and heard.value != x.dossier.value(told[0].id)
    return told[0] if changed else None


def reopened_by_name(x: Exchange, step: str) -> bool:
    """Whether the turn says that the mind was changed about a topic that is complete."""
    if not mentions(x.turn.text, x.words.lexicon["changes_mind"]):
        return False
    wish = CHANGED_BY_NAME.get(step)
    if wish is not None and x.dossier.value(wish) is not None:
        reopen(x, QUESTIONS[wish], None)
    else:
        x.talk.awaiting = "which_field"
    return True


def blocks_somebody(x: Exchange, step: str) -> bool:
    """Whether the turn names somebody who is not to open the dossier."""
    return STEP_NAMED[step].name == "access" and mentions(x.turn.text, x.words.lexicon["blocks"])
