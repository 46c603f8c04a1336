"""The specialities of practitioners, as people call them."""

from __future__ import annotations

import re

from assistant.answers.practitioner_phrases import MY, OF_A_TOWN
from assistant.answers.spoken import flat

# The printed name, and how people say it in French and in English (without accents).
_SPECIALITIES: tuple[tuple[str, str], ...] = (
    ("chirurgien orthopédiste", r"chirurgien(?:ne)?s? orthopedi(?:ste|que)s?|orthopedi(?:ste"
        r"|c surgeon)|orthopaedic surgeon"),
    ("chirurgien cardiaque", r"chirurgien(?:ne)? cardi(?:aque|o-?vasculaire)|(?:heart"
        r"|cardiac) surgeon"),
    ("chirurgien vasculaire", r"chirurgien(?:ne)? vasculaire|vascular surgeon"),
    ("chirurgien viscéral", r"chirurgien(?:ne)? (?:visceral|digestif|visceraux)e?"),
    ("chirurgien-dentiste", r"chirurgien(?:ne)?[ -]dentiste|dental surgeon"),
    ("neurochirurgien", r"neuro[ -]?chirurgien(?:ne)?|neurosurgeon|brain surgeon"),
    ("chirurgien", r"chirurgien(?:ne)?|surgeon"),
    ("médecin généraliste", r"(?:medecin )?generaliste|medecin de famille|docteur de famille"
        r"|omnipraticien(?:ne)?|general practitioner|family (?:doctor|physician)|\bg\.?p\b"),
    ("cardiologue", r"(?:medecin )?cardiologue|medecin du c(?:oe|œ)ur|(?:docteur"
        r"|specialiste) (?:du|pour le) c(?:oe|œ)ur|cardiologist|heart (?:doctor|specialist)"
        r"|cardio(?=\s|$)"),
    ("rythmologue", r"rythmologue|electrophysiologist"),
    ("dermatologue", r"dermatologue|dermato(?=\s|$|,)|dermatologist|skin doctor"),
    ("diabétologue", r"diabetologue|diabetologist"),
    ("endocrinologue", r"endocrinologue|endocrino(?=\s|$|,)|endocrinologist"),
    ("gastro-entérologue", r"gastro[ -]?enterologue|gastrologue|gastro(?=\s|$|,)"
        r"|gastroenterologist"),
    ("gériatre", r"geriatre|gerontologue|geriatrician"),
    ("gynécologue", r"gynecologue|gyneco(?=\s|$|,)|gyna?ecologist"),
    ("hématologue", r"hematologue|ha?ematologist"),
    ("hépatologue", r"hepatologue|hepatologist"),
    ("infectiologue", r"infectiologue"),
    ("interniste", r"interniste|internist"),
    ("néphrologue", r"nephrologue|nephro(?=\s|$|,)|nephrologist|kidney (?:doctor|specialist)"),
    ("neurologue", r"neurologue|neuro(?=\s|$|,)|neurologist"),
    ("oncologue", r"oncologue|cancerologue|oncologist|cancer (?:doctor|specialist)"),
    ("ophtalmologue", r"ophtalmologue|ophtalmologiste|ophtalmo(?=\s|$|,)|oculiste|(?:docteur"
        r"|medecin|specialiste) des yeux|ophthalmologist|eye (?:doctor|specialist)"),
    ("ORL", r"\boto[ -]?rhino(?:[ -]?laryngologiste)?\b|\bo[ .]?r[ .]?l\b|\bent (?:doctor"
        r"|specialist)|ear nose and throat (?:doctor|specialist)"),
    ("pneumologue", r"pneumologue|pneumo(?=\s|$|,)|pulmonologist|lung (?:doctor|specialist)"
        r"|chest physician"),
    ("psychiatre", r"psychiatre|psychiatrist"),
    ("psychologue", r"psychologue|psychologist"),
    ("radiologue", r"radiologue|radiologist"),
    ("radiothérapeute", r"radiotherapeute|radiotherapist"),
    ("rhumatologue", r"rhumatologue|rhumato(?=\s|$|,)|rheumatologist"),
    ("urologue", r"urologue|urologist"),
    ("allergologue", r"allergologue|allergist"),
    ("angiologue", r"angiologue|phlebologue|angiologist"),
    ("anesthésiste", r"(?:medecin )?anesthesiste(?:[ -]reanimateur)?|anesthesiologist"
        r"|anaesthetist"),
    ("algologue", r"algologue|medecin de la douleur|pain specialist"),
    ("addictologue", r"addictologue"),
    ("nutritionniste", r"(?:medecin )?nutritionniste|nutritionist"),
    ("diététicien", r"dieteticien(?:ne)?|dietitian|dietician"),
    ("médecin rééducateur", r"(?:medecin )?reeducateur|medecin de reeducation"),
    ("pédiatre", r"pediatre|pa?ediatrician"),
    ("dentiste", r"dentiste|dentist"),
    ("pharmacien", r"pharmacien(?:ne)?|pharmacist"),
    ("infirmier", r"infirmier|infirmiere(?: liberale)?|nurse"),
    ("kinésithérapeute", r"(?:masseu[rs]e?[ -])?kinesitherapeute|kine(?=\s|$|,)|physiotherapist"
        r"|physical therapist|physio(?=\s|$|,)"),
    ("orthophoniste", r"orthophoniste|speech therapist"),
    ("orthoptiste", r"orthoptiste|orthoptist"),
    ("opticien", r"opticien(?:ne)?|optician"),
    ("audioprothésiste", r"audioprothesiste|audiologist"),
    ("ostéopathe", r"osteopathe|osteopath"),
    ("ergothérapeute", r"ergotherapeute|occupational therapist"),
    ("podologue", r"(?:pedicure[ -])?podologue|podiatrist|chiropodist"),
    ("sage-femme", r"sage[ -]femme|midwife"),
    ("médecin coordonnateur", r"medecin coordon(?:n?ateur|nateur)"),
    ("urgentiste", r"(?:medecin )?urgentiste"),
)  # fmt: skip
_ANY_SPECIALITY = re.compile(
    "|".join(
        f"(?P<s{i}>(?<![\\w-])(?:{said})(?![\\w-]))" for i, (_, said) in enumerate(_SPECIALITIES)
    )
)


def speciality_in(said: str) -> tuple[str, str | None]:
    """`said` without the first speciality named in it, and that one's printed name."""
    low = flat(said)
    found = _ANY_SPECIALITY.search(low)
    if not found or not found.lastgroup:
        return said, None
    before = said[: len(MY.sub("", low[: found.start()]))]
    printed = _SPECIALITIES[int(found.lastgroup[1:])][0]
    after = said[found.end() :].lstrip()
    place, comma, others = after.partition(",")
    if comma and (of := OF_A_TOWN.match(flat(place))) and not before.strip():
        after = f"{others} à {place[of.end() :]}"  # "un cardiologue de Pau, le docteur Lemoine"
    return f"{before.rstrip()} , {after.lstrip()}", printed
