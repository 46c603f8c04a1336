"""The documents received: listed, read aloud, and what they say asked about, one thing at a time.

What a document says is never believed: it is kept after the person's yes, as their own answer.
"""

from __future__ import annotations

import re

from assistant.answers.kind import Understood
from assistant.answers.numbers import in_digits
from assistant.answers.yes_no import leading_yes_no
from assistant.dialogue.exchange import Exchange
from assistant.dossier.document import Decision, Document, Proposal
from assistant.steps import QUESTIONS
from assistant.understanding.meaning import Meaning, asked, out_of_the_blue

LISTED = 3  # at once: as many as choices
READ_AT_ONCE = 600  # characters, about forty seconds

_SENTENCES = {"health.allergies": "proposal_allergies", "health.treatments": "proposal_treatments"}
_LATER = frozenset({"skip", "dont_know", "refuse_to_answer", "pause", "stop"})


def tell_documents(x: Exchange, _meaning: Meaning) -> None:
    """List the newest documents, or read the one whose number was said; then ask what waits."""
    if not x.talk.consented:
        x.say("first_consent")
        return
    there = x.shelf.documents()
    numbers = re.findall(r"\d+", in_digits(x.turn.text, x.words.lang))
    if not there:
        x.say("documents_none")
    elif numbers:
        _read(x, there, int(numbers[-1][:4]))
    else:
        _list(x, there)
    propose(x)


def _list(x: Exchange, there: list[Document]) -> None:
    if len(there) == 1:
        x.say("documents_one")
    else:
        x.say("documents_count", count=len(there))
    for document in there[: -LISTED - 1 : -1]:
        x.say("documents_line", number=document.number, summary=document.summary)
    x.say("documents_how", number=there[-1].number)


def _read(x: Exchange, there: list[Document], number: int) -> None:
    found = next((document for document in there if document.number == number), None)
    if found is None:
        x.say("documents_no_such", number=number)
    elif not found.text:
        x.say("documents_no_words")
    else:
        x.say("documents_reading", number=number)
        part = found.text[:READ_AT_ONCE]
        x.tell(" ".join((part if part == found.text else part.rpartition(" ")[0]).split()))
        if part != found.text:
            x.say("documents_read_part")


def propose(x: Exchange) -> None:
    """Ask about the first thing that a document says, unless something else is awaited."""
    busy = x.alone or x.talk.awaiting or x.talk.pending or x.talk.mending
    if busy or x.talk.locked or not x.talk.consented or _next(x) is None:
        return
    x.talk.awaiting = "proposal"
    if x.question is None:  # no form is open to put the question
        x.tell(proposal_sentence(x))


def proposal_sentence(x: Exchange) -> str:
    """The question about it; empty when nothing waits any more."""
    found = _next(x)
    return x.words.say(_SENTENCES[found[2].list_field], value=_told(found[2])) if found else ""


def meaning_of_reply(x: Exchange) -> Meaning:
    """What was said to "A document says …, is that right?"."""
    found = leading_yes_no(x.turn.text, x.words.lang)
    if found:
        yes, rest = found
        return Meaning("affirm" if yes and not rest else "deny" if not yes else "inform")
    return out_of_the_blue(x.turn.text, x.words, x.turn.ranking)


def answered(x: Exchange, meaning: Meaning) -> bool:
    """Whether the turn was the reply to a proposal; what it says is then kept or left."""
    found = _next(x)
    if found is None or meaning.intent in _LATER:
        x.talk.awaiting = ""
        return found is not None and meaning.intent not in ("pause", "stop")
    number, place, proposal = found
    if meaning.intent == "affirm":
        _keep(x, proposal)
        x.decided.append((number, place, Decision.ACCEPTED))
    elif meaning.intent == "deny":
        x.say("proposal_left")
        x.decided.append((number, place, Decision.DECLINED))
    elif meaning.intent == "inform":
        x.in_vain = True
        x.say("yes_or_no_please")
        if x.question is None:
            x.tell(proposal_sentence(x))
        return True
    else:
        return False
    x.talk.awaiting = ""
    propose(x)
    if not x.talk.awaiting and x.question is None:
        x.open_next_step()
    return True


def _keep(x: Exchange, proposal: Proposal) -> None:
    question = QUESTIONS[proposal.list_field]
    if len(x.dossier.items(question.id)) >= question.at_most:
        x.say("list_full", most=question.at_most)
        return
    item = x.dossier.next_item(question.id)
    for field, value in proposal.values.items():
        part = QUESTIONS[field]
        read = part.kind.understand(value, asked(part, x.words, x.turn.today))
        kept = read.value if isinstance(read, Understood) else value
        x.keep(part, item=item, value=kept, said=x.turn.text, confirmed=True)
    x.say("proposal_kept", value=_told(proposal))


def _next(x: Exchange) -> tuple[int, int, Proposal] | None:
    """The first proposal not decided. One that the dossier holds already is not asked about."""
    decided = {(number, place) for number, place, _ in x.decided}
    for document in x.shelf.documents_waiting():
        number = document.number or 0
        for place in document.pending:
            proposal = document.proposals[place]
            if (number, place) in decided:
                continue
            if not _is_known(x, proposal):
                return number, place, proposal
            x.decided.append((number, place, Decision.ACCEPTED))
    return None


def _is_known(x: Exchange, proposal: Proposal) -> bool:
    field, name = next(iter(proposal.values.items()))
    known = (x.dossier.value(field, item) for item in x.dossier.items(proposal.list_field))
    return any(str(value).casefold() == name.casefold() for value in known)


def _told(proposal: Proposal) -> str:
    return ", ".join(proposal.values.values())
