"""The person the doctors consult when the person cannot answer (personne de confiance).

Source: Code de la santé publique, article L1111-6.
"""

from collections.abc import Callable, Mapping

from assistant.answers.address import ADDRESS
from assistant.answers.choice import CHOICE
from assistant.answers.date import BIRTH_DATE, PAST_DATE_WHOLE
from assistant.answers.kind import Kind, Value
from assistant.answers.name import NAME
from assistant.answers.phone import PHONE
from assistant.answers.text import SHORT_TEXT
from assistant.answers.yes_no import YES_NO
from assistant.dossier.dossier import Dossier
from assistant.dossier.wishes.trusted_person import has_refused
from assistant.steps.applies import both, is_newer, only_when_told, when
from assistant.steps.step import Need, Question, Step

_wanted = when("trusted_person.wanted", True)


def _refused(dossier: Dossier, _item: int | None = None) -> bool:
    return has_refused(dossier)


def _not_refused(dossier: Dossier, _item: int | None = None) -> bool:
    return not has_refused(dossier)


def _is_of_another(field: str) -> Callable[[Dossier], bool]:
    """Whether `field` was told of the one who refused, before another one was wanted."""
    told_before = is_newer("trusted_person.another", than=field)

    def stale(dossier: Dossier) -> bool:
        return dossier.value("trusted_person.another") is True and told_before(dossier)

    return stale


def _is_another_one(dossier: Dossier, _name: Value) -> Mapping[str, Value]:
    """A name given after a refusal, or a revocation, is another person's."""
    ended = dossier.value("trusted_person.accepts") == "refused"
    ended = ended or dossier.value("trusted_person.revoked_on") is not None
    return {"trusted_person.another": True} if ended else {}


def _told_later(field: str, kind: Kind, *, will: bool = False) -> Question:
    """What is done with the paper, days after the talk: told by the person, never asked."""
    name = f"trusted_person.{field}"
    return Question(id=name, kind=kind, need=Need.OFFER, will=will, ask_if=only_when_told(name))


STEP = Step(
    name="trusted_person",
    questions=(
        Question(id="trusted_person.wanted", kind=YES_NO, need=Need.MUST, will=True),
        Question(
            id="trusted_person.name",
            kind=NAME,
            need=Need.MUST,
            critical=True,
            will=True,
            ask_if=_wanted,
            stale_if=_is_of_another("trusted_person.name"),
            fills=_is_another_one,
            fhir="RelatedPerson.name",
        ),
        Question(
            id="trusted_person.relation",
            kind=CHOICE,
            need=Need.MUST,
            ask_if=_wanted,
            stale_if=_is_of_another("trusted_person.relation"),
            fhir="RelatedPerson.relationship",
        ),
        Question(
            id="trusted_person.phone",
            kind=PHONE,
            need=Need.MUST,
            critical=True,
            ask_if=_wanted,
            stale_if=_is_of_another("trusted_person.phone"),
            fhir="RelatedPerson.telecom",
        ),
        Question(
            id="trusted_person.address",
            kind=ADDRESS,
            need=Need.ASK,
            ask_if=_wanted,
            stale_if=_is_of_another("trusted_person.address"),
            fhir="RelatedPerson.address",
        ),
        Question(
            id="trusted_person.birth_date",
            kind=BIRTH_DATE,
            need=Need.ASK,
            ask_if=_wanted,
            stale_if=_is_of_another("trusted_person.birth_date"),
        ),
        Question(
            id="trusted_person.accepts",
            kind=CHOICE,
            need=Need.MUST,
            ask_if=_wanted,
            stale_if=is_newer("trusted_person.name", than="trusted_person.accepts"),
        ),
        Question(
            id="trusted_person.another",
            kind=YES_NO,
            need=Need.ASK,
            will=True,
            ask_if=both(_wanted, _refused),
            stale_if=is_newer("trusted_person.accepts", than="trusted_person.another"),
        ),
        Question(
            id="trusted_person.knows_directives",
            kind=YES_NO,
            need=Need.ASK,
            ask_if=both(_wanted, _not_refused),
            stale_if=_is_of_another("trusted_person.knows_directives"),
        ),
        Question(
            id="trusted_person.authorised_on",
            kind=PAST_DATE_WHOLE,
            need=Need.OFFER,
            ask_if=both(_wanted, _not_refused, when("directives.protection", "representation")),
        ),
        Question(
            id="trusted_person.signed_on",
            kind=PAST_DATE_WHOLE,
            need=Need.OFFER,
            ask_if=both(_wanted, _not_refused),
            stale_if=_is_of_another("trusted_person.signed_on"),
        ),
        _told_later("author_signed_on", PAST_DATE_WHOLE),
        _told_later("printed_on", PAST_DATE_WHOLE),
        _told_later("deposited_with", SHORT_TEXT),
        _told_later("revoked_on", PAST_DATE_WHOLE, will=True),
    ),
)
