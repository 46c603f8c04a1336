"""Five dossiers of invented people, as they would be kept."""

from __future__ import annotations

from datetime import timedelta

from assistant.answers.kind import Value
from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.steps import QUESTIONS
from tests.conftest import NOW

Kept = Value | State | tuple[Value, str]
"""A value, a state instead of one, or a value with the person's own words."""


def dossier(id: str, answers: dict[str, Kept], **lists: list[dict[str, Kept]]) -> Dossier:
    """A dossier of `answers`, a minute apart; `lists` by name, `__` for a dot."""
    made = Dossier(id)
    at = NOW
    for field, kept in answers.items():
        made.record(_answer(field, kept, None, at))
        at += timedelta(minutes=1)
    for name, items in lists.items():
        list_field = name.replace("__", ".")
        for number, item in enumerate(items, 1):
            for part, kept in item.items():
                made.record(_answer(f"{list_field}.{part}", kept, number, at))
        made.record(_answer(list_field, State.NONE if not items else True, None, at))
    return made


def _answer(field: str, kept: Kept, item: int | None, at: object) -> RecordedAnswer:
    value, said = kept if isinstance(kept, tuple) else (kept, None)
    if isinstance(value, State):
        return RecordedAnswer(
            field=field,
            item=item,
            state=value,
            said="je ne dis rien",
            channel="test",
            at=at,  # type: ignore[arg-type]
        )
    return RecordedAnswer(
        field=field, item=item, value=value, said=said or str(value), channel="test",
        at=at, confirmed=QUESTIONS[field].critical if field in QUESTIONS else False,  # type: ignore[arg-type]
    )  # fmt: skip


IDENTITY: dict[str, Kept] = {
    "welcome.language": "fr",
    "welcome.consent": True,
    "identity.birth_name": "Lefèvre",
    "identity.used_name": "Martin",
    "identity.first_names": "Jeanne Marie",
    "identity.sex": "female",
    "identity.birth_date": "1942-05-12",
    "identity.birth_place": "Nantes",
    "identity.address": "12 rue des Lilas, 75020 Paris",
    "identity.phone": "+33612345678",
    "identity.email": "jeanne.martin@exemple.fr",
    "identity.doctor": {
        "name": "Bernard Petit", "speciality": "généraliste", "town": "Nantes", "rpps": None
    },
}  # fmt: skip
TRUSTED: dict[str, Kept] = {
    "trusted_person.wanted": (True, "oui, je veux ma fille"),
    "trusted_person.name": ("Claire Martin", "ma fille Claire Martin"),
    "trusted_person.relation": "child",
    "trusted_person.phone": "+33798765432",
    "trusted_person.address": "3 avenue du Port, 44000 Nantes",
    "trusted_person.birth_date": "1968-07-04",
    "trusted_person.accepts": "accepted",
    "trusted_person.knows_directives": True,
}
ACTS: dict[str, Kept] = {
    "directives.life_support": ("refuse", "je ne veux pas qu'on s'acharne"),
    "directives.resuscitation": ("refuse", "laissez-moi partir tranquille"),
    "directives.ventilation": ("undecided", "je dois en parler à ma fille"),
    "directives.nutrition_hydration": ("refuse", "pas de tuyaux"),
    "directives.dialysis": ("accept", "oui, s'il le faut"),
    "directives.surgery": ("accept", "j'accepte si ça soulage"),
    "directives.sedation": ("accept", "oui, qu'on m'endorme"),
}
DIRECTIVES: dict[str, Kept] = {
    "directives.wanted": (True, "oui, je veux les écrire"),
    "directives.situation": ("no_serious_illness", "je n'ai pas de maladie grave"),
    "directives.about_me": (
        "Je veux mourir chez moi, sans souffrir, avec ma chatte sur le lit. "
        "J'ai peur d'étouffer : dites-le aux médecins."
    ),
    **ACTS,
    "directives.other": "Je veux un peu de musique, et voir le père Anselme.",
    "directives.can_sign": True,
    "directives.protection": "none",
    "directives.kept_by": "dans le tiroir du buffet, chez ma fille",
}
ALLERGY: dict[str, Kept] = {
    "substance": "la pénicilline", "reaction": "des plaques rouges", "severity": "serious"
}  # fmt: skip
MRI: dict[str, Kept] = {
    "procedure": ("IRM", "pas d'IRM"), "reason": "des plombs de chasse",
    "body_site": "la jambe gauche", "since": "1971",
    "confirmed_by": {
        "name": "Anne Roy", "speciality": "radiologue", "town": "Nantes", "rpps": None
    },
}  # fmt: skip

EVERYTHING = dossier(
    "10000001",
    {
        **IDENTITY,
        "activation.state": "not_active",
        "activation.route": "pharmacist",
        "activation.requested_on": "2026-11-03",
        "activation.code_received": False,
        **TRUSTED,
        **DIRECTIVES,
        "organ_donation.position": ("refuse_some", "pas mes yeux"),
        "organ_donation.refused": "Mes yeux et ma peau",
        "organ_donation.registered": "not_registered",
        "organ_donation.relatives_told": True,
        "access.emergency": ("allow", "je permets"),
        "access.notify": "phone",
        "review.card": "useful",
    },
    emergency_contacts=[
        {"name": "Paul Durand", "relation": "neighbour", "phone": "+33240112233"},
        {"name": "Claire Martin", "relation": "child", "phone": "+33798765432"},
    ],
    health__allergies=[
        ALLERGY,
        {"substance": "les piqûres de guêpe", "reaction": State.UNKNOWN, "severity": "mild"},
    ],
    health__contraindications=[MRI],
    health__implants=[{"name": "un pacemaker", "since": "2015-05"}],
    health__conditions=[
        {"name": "du diabète", "since": "2001"},
        {"name": "une dégénérescence maculaire liée à l'âge, des deux yeux", "since": "2018"},
    ],
    health__operations=[{"name": "la cataracte", "date": "2019"}],
    health__treatments=[
        {"name": "metformine", "dose": "un comprimé matin et soir"},
        {"name": "apixaban", "dose": "un demi-comprimé matin et soir, pendant le repas"},
    ],
    access__blocked=[
        {
            "practitioner": (
                {"name": "Jean Blanc", "speciality": "dentiste", "town": "Nantes", "rpps": None},
                "le dentiste de Nantes, Jean Blanc",
            )
        }
    ],
)  # fmt: skip

CANNOT_SIGN = dossier(
    "10000002",
    {
        **IDENTITY,
        "identity.first_names": "Henriette",
        **TRUSTED,
        **DIRECTIVES,
        "directives.situation": ("serious_illness", "j'ai un cancer"),
        "directives.can_sign": False,
        "review.card": "vital",
    },
    emergency_contacts=[{"name": "Claire Martin", "relation": "child", "phone": "+33798765432"}],
    health__allergies=[],
)

GUARDIANSHIP = dossier(
    "10000003",
    {
        **IDENTITY,
        "identity.first_names": "Marcel",
        "identity.used_name": State.NONE,
        "identity.sex": "male",
        **TRUSTED,
        "trusted_person.name": "François Lefèvre",
        "trusted_person.accepts": "asked",
        "directives.wanted": True,
        "directives.situation": State.SKIPPED,
        "directives.about_me": State.REFUSED,
        "directives.life_support": State.UNKNOWN,
        "directives.sedation": ("accept", "que je dorme"),
        "directives.can_sign": True,
        "directives.protection": "representation",
    },
)

REFUSES = dossier(
    "10000004",
    {
        "welcome.consent": True,
        "identity.birth_name": "Ölçer-Vandenbroucke de La Rochefoucauld-Montbel",
        "identity.first_names": "Anne-Élisabeth Łucja",
        "identity.birth_date": "1931-01-31",
        "identity.birth_place": State.REFUSED,
        "identity.address": State.REFUSED,
        "identity.phone": State.REFUSED,
        "identity.doctor": State.NONE,
        "activation.state": "objected",
        "trusted_person.wanted": (False, "non merci"),
        "health.allergies": State.REFUSED,
        "directives.wanted": (False, "je n'en veux pas"),
        "organ_donation.position": ("refuse_all", "je refuse tout, ne me touchez pas"),
        "access.emergency": ("oppose", "je m'oppose"),
        "access.notify": "none",
        "review.card": "none",
    },
)

NOTHING = Dossier("10000005")

FIVE = {
    "everything": EVERYTHING,
    "cannot_sign": CANNOT_SIGN,
    "guardianship": GUARDIANSHIP,
    "refuses": REFUSES,
    "nothing": NOTHING,
}
