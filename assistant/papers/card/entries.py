"""What stands on the card: only what the person ticked (`review.card`), most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.dossier.dossier import State
from assistant.dossier.facts import Fact
from assistant.dossier.wishes.trusted_person import is_designated
from assistant.papers.subject import Subject
from assistant.papers.wording import forms_wording

CHOICE = "review.card"
VITAL, USEFUL = "vital", "useful"
"""The two sets that the question offers; any other answer, or none, means no card."""

VITAL_LISTS = ("allergies", "contraindications", "implants")
USEFUL_LISTS = ("conditions", "treatments")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the card: its label, and what follows. `is_urgent` goes into the code too."""

    label: str
    says: tuple[str, ...]
    is_urgent: bool = True


def is_wanted(subject: Subject) -> bool:
    """Whether the person asked for a card."""
    return subject.dossier.value(CHOICE) in (VITAL, USEFUL)


def entries(subject: Subject) -> tuple[Entry, ...]:
    """The lines of the card, in French; none when no card is wanted."""
    if not is_wanted(subject):
        return ()
    subject, wording = subject.in_french(), forms_wording()
    all_useful = subject.dossier.value(CHOICE) == USEFUL
    found = [
        *_health(subject, VITAL_LISTS),
        Entry(wording.say("card_call"), tuple(_contacts(subject))),
        *(_health(subject, USEFUL_LISTS) if all_useful else ()),
        *(_wishes(subject) if all_useful else ()),
    ]
    return tuple(entry for entry in found if entry.says)


def bearer(subject: Subject) -> tuple[str, ...]:
    """Who carries the card: the name, and the day of birth."""
    subject = subject.in_french()
    name, born = subject.everyday_name, subject.value("identity.birth_date")
    sex = subject.dossier.value("identity.sex")
    key = f"card_born_{sex}" if sex in ("female", "male") else "card_born"
    return tuple(part for part in (name, born and forms_wording().say(key, day=born)) if part)


def _health(subject: Subject, lists: tuple[str, ...]) -> Iterator[Entry]:
    """Each list with its items; that there is none is worth saying, for what is vital."""
    wording = forms_wording()
    for name in lists:
        items = [_item(item) for item in subject.items(f"health.{name}")]
        answer = subject.dossier.answer(f"health.{name}")
        if not items and name in VITAL_LISTS:
            said_none = answer is not None and answer.state is State.NONE
            items = [wording.say("card_none" if said_none else "card_unknown")]
        yield Entry(wording.say(f"card_{name}"), tuple(items), name in VITAL_LISTS)


def _item(facts: list[Fact]) -> str:
    """One item on one line: what it is, then what is known of it."""
    said = [fact.value for fact in facts if fact.state is State.GIVEN]
    return " : ".join((said[0], ", ".join(said[1:]))) if len(said) > 1 else "".join(said)


def _contacts(subject: Subject) -> Iterator[str]:
    for item in subject.items("emergency_contacts"):
        said = {fact.field.rsplit(".", 1)[1]: fact for fact in item if fact.state is State.GIVEN}
        relation = subject.dossier.value("emergency_contacts.relation", item[0].item)
        parts = (
            said["name"].value if "name" in said else "",
            forms_wording().say(f"relation_{relation}") if relation else "",
            said["phone"].value if "phone" in said else "",
        )
        yield ", ".join(part for part in parts if part)


def _wishes(subject: Subject) -> Iterator[Entry]:
    """The trusted person, the doctor, and where the signed directives are; never what they say."""
    wording = forms_wording()
    if is_designated(subject.dossier):
        parts = (subject.value("trusted_person.name"), subject.value("trusted_person.phone"))
        said = ", ".join(part for part in parts if part)
        yield Entry(wording.say("card_trusted"), (said,) if said else (), is_urgent=False)
    doctor = subject.value("identity.doctor")
    yield Entry(wording.say("card_doctor"), (doctor,) if doctor else (), is_urgent=False)
    if subject.is_in_force("directives"):
        where = subject.value("directives.kept_by")
        said = (
            wording.say("card_directives_yes", where=where)
            if where
            else wording.say("card_directives_signed")
        )
        yield Entry(wording.say("card_directives"), (said,), is_urgent=False)
