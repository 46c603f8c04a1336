"""Five whole dossiers of invented people, as the store gives them; and dossiers of anything."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.steps import QUESTIONS, STEPS
from assistant.steps.step import Question
from assistant.words.words import words_in

BEGUN = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


class Told:
    """A dossier being told, an answer every ten seconds."""

    def __init__(self, number: str) -> None:
        self.dossier = Dossier(number)
        self._at = BEGUN

    def give(self, field: str, value: Any, item: int | None = None, **rest: Any) -> Told:
        """An answer as it was said."""
        self._record(field, item, value=value, **rest)
        return self

    def give_all(self, values: dict[str, Any], item: int | None = None, **rest: Any) -> Told:
        """Several, in order."""
        for field, value in values.items():
            self.give(field, value, item, **rest)
        return self

    def leave(self, state: State, *fields: str) -> Told:
        """Questions that got no value."""
        for field in fields:
            self._record(field, None, state=state)
        return self

    def _record(self, field: str, item: int | None, **rest: Any) -> None:
        self._at += timedelta(seconds=10)
        by: Literal["self", "helper"] = rest.pop("by", "self")
        said = rest.pop("said", f"je dis : {rest.get('value', 'rien')}")
        self.dossier.record(
            RecordedAnswer(
                field=field, item=item, said=said, by=by, channel="phone", at=self._at,
                confirmed=QUESTIONS[field].critical, **rest,
            )
        )  # fmt: skip


def _welcomed(number: str) -> Told:
    return Told(number).give_all(
        {
            "welcome.language": "fr",
            "welcome.consent": True,
            "welcome.adult": True,
            "welcome.scope": "everything",
        }
    )


def _named(told: Told, family: str, given: str, sex: str, born: str) -> Told:
    return told.give_all(
        {
            "identity.birth_name": family,
            "identity.first_names": given,
            "identity.sex": sex,
            "identity.birth_date": born,
            "identity.birth_place": "Nantes",
        }
    )


def nothing() -> Dossier:
    """Agreed, and hung up."""
    return Told("1000000005").give_all({"welcome.language": "fr", "welcome.consent": True}).dossier


def cannot_sign() -> Dossier:
    """Marcel, 91, whose hands tremble: two witnesses sign for him; his daughter types."""
    told = _named(_welcomed("1000000013"), "Guérin", "Marcel", "male", "1935-02-03")
    helped = {"by": "helper", "by_name": "Anne Guérin"}
    told.give("welcome.helper_present", True).give("welcome.helper_name", "Anne Guérin")
    told.give("identity.phone", "+33240112233", **helped)
    told.give_all(
        {
            "trusted_person.wanted": True,
            "trusted_person.name": "Anne Guérin",
            "trusted_person.relation": "child",
            "trusted_person.phone": "+33798765432",
            "trusted_person.accepts": "accepted",
        }
    )
    told.give("emergency_contacts.same_as_trusted", True, 1)
    told.give_all(
        {
            "emergency_contacts.name": "Anne Guérin",
            "emergency_contacts.relation": "child",
            "emergency_contacts.phone": "+33798765432",
        },
        1,
    )
    told.leave(State.NONE, "emergency_contacts", "health.allergies", "health.treatments")
    told.leave(State.NONE, "health.conditions", "health.operations", "health.implants")
    told.leave(State.UNKNOWN, "health.contraindications")
    return told.give_all(
        {
            "directives.wanted": True,
            "directives.situation": "no_serious_illness",
            "directives.life_support": "refuse",
            "directives.resuscitation": "undecided",
            "directives.other": "de la musique, et <la fenêtre> ouverte & le jour",
            "directives.can_sign": False,
            "directives.protection": "none",
        }
    ).dossier


def under_guardianship() -> Dossier:
    """Odette, 84, whose guardian represents her: a judge must authorise her wishes."""
    told = _named(_welcomed("1000000021"), "Le Goff", "Odette Marie", "female", "1942-07-14")
    told.give("health.allergies.substance", "latex", 1)
    told.leave(State.NONE, "health.allergies")
    told.leave(State.SKIPPED, "health.treatments", "health.conditions")
    return told.give_all(
        {
            "trusted_person.wanted": False,
            "directives.wanted": True,
            "directives.situation": "serious_illness",
            "directives.sedation": "accept",
            "directives.dialysis": "refuse",
            "directives.can_sign": True,
            "directives.protection": "representation",
            "directives.signed_on": "2026-10-01",
            "organ_donation.position": "refuse_all",
            "organ_donation.registered": "not_registered",
            "access.emergency": "allow",
        }
    ).dossier


def refuses_everything() -> Dossier:
    """Roger, 79, who would rather not say."""
    told = _welcomed("1000000039")
    before = {"welcome"}
    for step in STEPS:
        if step.name not in before:
            told.leave(State.REFUSED, *(question.id for question in step.questions))
    return told.dossier


def everything() -> Dossier:
    """Jeanne, 84, who has something to say to each question."""
    told = _named(_welcomed("1000000047"), "Lefèvre", "Jeanne Marie", "female", "1942-05-12")
    blanc = {
        "name": "Jean Blanc",
        "speciality": "dentiste",
        "town": "Nantes",
        "rpps": "10101010104",
    }
    petit = {"name": "Bernard Petit", "speciality": None, "town": "Nantes", "rpps": None}
    told.give_all(
        {
            "welcome.helper_present": False,
            "welcome.speech_rate": "slow",
            "identity.used_name": "Martin",
            "identity.address": "12 rue des Lilas, 75020 Paris",
            "identity.phone": "+33612345678",
            "identity.email": "jeanne.martin@exemple.fr",
            "identity.doctor": petit,
            "activation.state": "not_active",
            "activation.route": "pharmacist",
            "activation.requested_on": "2026-11-03",
            "activation.code_received": False,
            "trusted_person.wanted": True,
            "trusted_person.name": "Claire Martin",
            "trusted_person.relation": "child",
            "trusted_person.phone": "+33798765432",
            "trusted_person.address": "3 avenue du Port, 44000 Nantes",
            "trusted_person.birth_date": "1968-07-04",
            "trusted_person.accepts": "accepted",
            "trusted_person.knows_directives": True,
            "trusted_person.signed_on": "2026-11-10",
        }
    )
    for item, (name, relation) in enumerate(
        (("Paul Durand", "neighbour"), ("Luc Roy", "friend")), 1
    ):
        told.give_all(
            {
                "emergency_contacts.name": name,
                "emergency_contacts.relation": relation,
                "emergency_contacts.phone": f"+3324011223{item}",
            },
            item,
        )
    told.give_all(
        {
            "health.allergies.substance": "pénicilline",
            "health.allergies.reaction": "des plaques rouges",
            "health.allergies.severity": "life_threatening",
        },
        1,
    )
    told.give("health.allergies.substance", "aspirine", 2)
    told.give_all(
        {
            "health.contraindications.procedure": "IRM",
            "health.contraindications.reason": "des plombs de chasse",
            "health.contraindications.body_site": "la jambe gauche",
            "health.contraindications.since": "1971",
            "health.contraindications.confirmed_by": petit,
        },
        1,
    )
    told.give_all({"health.implants.name": "un pacemaker", "health.implants.since": "2015-05"}, 1)
    told.give_all({"health.conditions.name": "diabète", "health.conditions.since": "2001"}, 1)
    told.give_all({"health.operations.name": "cataracte", "health.operations.date": "2019"}, 1)
    told.give_all({"health.treatments.name": "metformine", "health.treatments.dose": "1000 mg"}, 1)
    acts = ("life_support", "resuscitation", "ventilation", "nutrition_hydration")
    told.give_all({"directives.wanted": True, "directives.situation": "no_serious_illness"})
    told.give_all({f"directives.{act}": "refuse" for act in acts}, said="je refuse tout net")
    told.give_all({f"directives.{act}": "accept" for act in ("dialysis", "surgery", "sedation")})
    told.give_all(
        {
            "directives.about_me": "je veux mourir chez moi",
            "directives.other": "je veux un peu de musique",
            "directives.can_sign": True,
            "directives.protection": "none",
            "directives.signed_on": "2026-11-20",
            "directives.kept_by": "dans le tiroir du buffet",
            "organ_donation.position": "refuse_some",
            "organ_donation.refused": "les yeux",
            "organ_donation.registered": "registered",
            "organ_donation.relatives_told": True,
            "access.emergency": "oppose",
            "access.notify": "phone",
        }
    )
    told.give("access.blocked.practitioner", blanc, 1)
    return told.give_all(
        {"review.confirmed": True, "review.print": True, "review.next_on": "2027-11-24"}
    ).dossier


FIVE = (nothing, cannot_sign, under_guardianship, refuses_everything, everything)

_ALPHABET = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn"])  # as a turn comes in
_TEXT = st.text(_ALPHABET, min_size=1, max_size=40).filter(str.strip)
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    "yes_no": st.booleans(),
    "date": st.dates(date(1920, 1, 1), date(2030, 1, 1)).map(date.isoformat),
    "past_date": st.sampled_from(["1971", "2015-05", "2019-02-28"]),
    "phone": st.sampled_from(["+33612345678", "+262692123456"]),
    "email": st.just("jeanne@exemple.fr"),
    "address": st.sampled_from(["12 rue des Lilas, 75020 Paris", "au bout du chemin"]) | _TEXT,
    "practitioner": st.fixed_dictionaries(
        {
            "name": _TEXT,
            "speciality": st.none() | st.just("dentiste"),
            "town": st.none() | _TEXT,
            "rpps": st.none() | st.just("10101010104"),
        }
    ),
}


@st.composite
def any_dossier(draw: st.DrawFn) -> Dossier:
    """A dossier of anything: each question answered or not, with any words."""
    told = Told("1000000054")
    states = [State.NONE, State.UNKNOWN, State.REFUSED, State.SKIPPED]
    for step in STEPS:
        for question in step.questions:
            chosen = draw(st.sampled_from(["value", "value", "state", "nothing"]))
            if chosen == "state":
                told.leave(draw(st.sampled_from(states)), question.id)
            elif chosen == "value" and question.is_list:
                for item in range(1, draw(st.integers(1, 2)) + 1):
                    first, *rest = question.items
                    told.give(
                        first.id,
                        draw(_value(first)),
                        item,
                        said=draw(st.text(_ALPHABET, max_size=20)),
                    )
                    for part in rest:
                        if draw(st.booleans()):
                            told.give(part.id, draw(_value(part)), item)
            elif chosen == "value":
                told.give(
                    question.id, draw(_value(question)), said=draw(st.text(_ALPHABET, max_size=20))
                )
    return told.dossier


def _value(question: Question) -> st.SearchStrategy[Any]:
    options = words_in("fr").fields[question.id].options
    return st.sampled_from(sorted(options)) if options else _VALUES.get(question.kind.name, _TEXT)
