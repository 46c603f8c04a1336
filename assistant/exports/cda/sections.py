"""The sections of the structured documents: a narrative that says all, and coded entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assistant.dossier.dossier import Dossier, RecordedAnswer
from assistant.dossier.facts import language_of
from assistant.dossier.status import statuses
from assistant.exports.answers import ToldAnswer, answer_told, told_answers
from assistant.exports.cda.header import absent
from assistant.exports.cda.xml import Element, coded, day, el, oid_of, oids, templates
from assistant.exports.codes import codes, contraindication
from assistant.exports.fhir.composition import LISTS, WISHES
from assistant.steps import QUESTIONS
from assistant.words.words import words_in

ALLOWED = {"accept": "true", "refuse": "false"}


def list_section(dossier: Dossier, name: str) -> Element:
    """A list of what a doctor must know. Without an item, the section says why there is none."""
    field = LISTS[name]
    code = oids()["alerts_code"] if name == "alerts" else codes()["sections"][name]
    items = dossier.items(field)
    rows = [[f"{f.label} : {f.told}" for f in _of(dossier, field, None)]] if not items else []
    entries: list[Element] = []
    for item in items:
        of_item = _of(dossier, field, item)
        rows.append([_cell(fact, field, item) for fact in of_item])
        if name == "alerts":
            said = " ".join(fact.told for fact in of_item)
            rows[-1].append(contraindication(said)["display"])
        made = _ENTRIES.get(name)
        entries += [made(dossier, item)] if made else []
    none = dossier.value(field) is None and not items
    flavor = absent(dossier, field) if none else None
    return _section(name, code, _table(rows), entries, None if flavor == "NA" else flavor)


def directives_section(dossier: Dossier) -> Element:
    """The wishes: section 42348-3, an entry for each act, the person's own words beside it."""
    acts = [name for name in codes()["acts"] if dossier.value(name) is not None]
    rows = [
        [
            el("content", codes()["acts"][act]["display"], ID=_anchor(act)),
            _choice(dossier, act),
            el("content", dossier.current[act, None].said, ID=f"{_anchor(act)}-mots"),
        ]
        for act in acts
    ]
    counts = [
        f"{words_in('fr').steps[name].title} : "
        + ("valable" if status.valid else "n'a pas encore de valeur légale")
        for name, status in statuses(dossier).items()
    ]
    rest = [
        f"{fact.label} : {fact.told}"
        for step in WISHES
        for fact in told_answers(dossier, step)
        if fact.question.id not in acts
    ]
    paragraphs = [el("paragraph", line) for line in (*counts, *rest)]
    text = [*([_table(rows)] if rows else []), *paragraphs]
    entries = [_directive(act, dossier.current[act, None]) for act in acts]
    code = {**codes()["sections"]["directives"], "display": "Directives anticipées"}
    return _section("directives", code, text or "—", entries)


def rest_section(dossier: Dossier) -> Element:
    """All the other answers, in words, so that nothing that was said is left out."""
    lines = [
        el("paragraph", f"{fact.label} : {fact.told}")
        for step in ("welcome", "identity", "activation", "emergency_contacts", "access", "review")
        for fact in told_answers(dossier, step)
    ]
    row = {"system": "loinc", "code": "74465-6", "display": "Questionnaire patient"}
    return _section("", row, lines or "—", [])


def _section(
    name: str,
    code: dict[str, str],
    text: Any,
    entries: Sequence[Element],
    flavor: str | None = None,
) -> Element:
    parts = text if isinstance(text, list) else [text]
    title = codes()["sections"].get(name, {}).get("fr") or code["display"]
    shown = {**code, "display": title} if name in LISTS and name != "alerts" else code
    return el(
        "section",
        *templates(*oids()["sections"].get(name, ())),
        el("id", root=oid_of(f"section/{name or 'rest'}")),
        coded("code", shown),
        el("title", title),
        el("text", *parts),
        *(el("entry", entry) for entry in entries),
        nullFlavor=flavor,
    )


def _of(dossier: Dossier, field: str, item: int | None) -> list[ToldAnswer]:
    every = told_answers(dossier, "health")
    if item is None:
        return [fact for fact in every if fact.question.id == field]
    return [f for f in every if f.item == item and f.question.id.startswith(f"{field}.")]


def _cell(fact: ToldAnswer, field: str, item: int) -> Element:
    value = el("content", fact.told, ID=_anchor(fact.question.id, item))
    return el("content", f"{fact.label} : ", value)


def _table(rows: list[list[Any]]) -> Element | str:
    if not any(rows):
        return "—"
    lines = [el("tr", *(el("td", cell) for cell in row)) for row in rows]
    return el("table", el("tbody", *lines), border="0")


def _anchor(field: str, item: int | None = None) -> str:
    return field.replace(".", "-").replace("_", "-") + (f"-{item}" if item else "")


def _pointed(tag: str, anchor: str) -> Element:
    return el(tag, el("reference", value=f"#{anchor}"))


def _choice(dossier: Dossier, act: str) -> str:
    value = dossier.value(act)
    if value in ALLOWED:
        return "Autorisé" if value == "accept" else "Non autorisé"
    words = words_in(language_of(dossier))
    return answer_told(QUESTIONS[act], dossier.current[act, None], words)


def _directive(act: str, answer: RecordedAnswer) -> Element:
    row = codes()["acts"][act]
    allowed = ALLOWED.get(str(answer.value))
    value = el("value", xsi_type="BL", value=allowed, nullFlavor=None if allowed else "UNK")
    return el(
        "observation",
        *templates(*oids()["entries"]["directive"]),
        el("id", root=oid_of(f"{act}/{answer.at.isoformat()}")),
        coded("code", row),
        _pointed("text", _anchor(act)),
        el("statusCode", code="completed"),
        el("effectiveTime", el("low", value=day(answer.at.date().isoformat())),
           el("high", nullFlavor="NA")),
        value,
        el("entryRelationship", _comment(f"{_anchor(act)}-mots"), typeCode="SUBJ",
           inversionInd="true"),
        classCode="OBS",
        moodCode="EVN",
    )  # fmt: skip


def _comment(anchor: str) -> Element:
    return el(
        "act",
        *templates(*oids()["entries"]["comment"]),
        coded("code", oids()["comment_code"]),
        _pointed("text", anchor),
        el("statusCode", code="completed"),
        classCode="ACT",
        moodCode="EVN",
    )


def _allergy(dossier: Dossier, item: int) -> Element:
    field = "health.allergies.substance"
    answer = dossier.answer(field, item)
    name = answer.value if answer and isinstance(answer.value, str) else None
    agent = el(
        "playingEntity",
        el("code", el("originalText", el("reference", value=f"#{_anchor(field, item)}")),
           nullFlavor="UNK"),
        el("name", name) if name else el("name", nullFlavor="UNK"),
        classCode="MMAT",
    )  # fmt: skip
    observation = el(
        "observation",
        *templates(*oids()["entries"]["allergy"]),
        el("id", root=oid_of(f"{dossier.id}/{field}/{item}")),
        coded("code", oids()["allergy_code"]),
        _pointed("text", _anchor(field, item)),
        el("statusCode", code="completed"),
        el("effectiveTime", el("low", nullFlavor="UNK")),
        el("value", xsi_type="CD", nullFlavor="UNK"),
        el("participant", el("participantRole", agent, classCode="MANU"), typeCode="CSM"),
        classCode="OBS",
        moodCode="EVN",
        negationInd="false",
    )
    return el(
        "act",
        *templates(*oids()["entries"]["allergies"]),
        el("id", root=oid_of(f"{dossier.id}/allergies/{item}")),
        el("code", nullFlavor="NA"),
        el("statusCode", code="active"),
        el("effectiveTime", el("low", nullFlavor="UNK")),
        el("entryRelationship", observation, typeCode="SUBJ", inversionInd="false"),
        classCode="ACT",
        moodCode="EVN",
    )


def _treatment(dossier: Dossier, item: int) -> Element:
    field = "health.treatments.name"
    answer = dossier.answer(field, item)
    name = answer.value if answer and isinstance(answer.value, str) else None
    material = el(
        "manufacturedMaterial",
        el("code", el("originalText", el("reference", value=f"#{_anchor(field, item)}")),
           nullFlavor="UNK"),
        el("name", name) if name else None,
    )  # fmt: skip
    product = el("manufacturedProduct", *templates(*oids()["entries"]["product"]), material)
    return el(
        "substanceAdministration",
        *templates(*oids()["entries"]["treatment"]),
        el("id", root=oid_of(f"{dossier.id}/{field}/{item}")),
        _pointed("text", _anchor(field, item)),
        el("statusCode", code="completed"),
        el("effectiveTime", el("low", nullFlavor="UNK"), el("high", nullFlavor="UNK"),
           xsi_type="IVL_TS"),
        el("consumable", product),
        classCode="SBADM",
        moodCode="EVN",
    )  # fmt: skip


_ENTRIES = {"allergies": _allergy, "medications": _treatment}
