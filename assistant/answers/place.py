"""Where somebody was born, in their words: a commune, a country, "un village près de Rodez"."""

from __future__ import annotations

import re

from assistant.answers.kind import Lang, Refusal
from assistant.answers.spoken import flat, tidy
from assistant.answers.text import ShortText, thing_said

_LEADING = re.compile(
    r"(?:[\s,;:.…!]+|(?:moi|ben|bah|eh bien|alors|donc|oh|well|so)(?=[\s,])"
    r"|(?:elle|il|on|she|he) (?:est nee?|a vu le jour|was born)(?= )"
    r"|(?:je|j')\s*(?:suis nee?|ai vu le jour|suis (?:originaire )?(?=d[e'])|viens(?= d[e']))"
    r"|(?:ma mere|maman) m'a (?:eue?|mise? au monde)|je suis venue? au monde"
    r"|a (?:l'hopital|la maternite|la clinique)(?: de(?=\s)| d'| du(?=\s))"
    r"|en (?=[^\W\d_]+(?:-[^\W\d_]+)*$)"
    r"|(?:originaire |natif |native )?(?:de|d')(?=\s?[^\W\d_])"
    r"|(?:i was born|i come|i'm|i am|born)(?=\s(?:in|at|near|from)\s)|from(?=\s)"
    r"|(?:a la maison|a l'hopital|a la maternite|at home|in hospital)(?=[\s,]+(?:a|aux?|en|in)\s))"
)
_TRAILING = re.compile(
    r"[\s,]+(?:en (?:19)?\d\d|que (?:je suis nee?|j'ai vu le jour)|pardi|bien sur|of course"
    r"|si je me souviens bien|(?:dans|a) (?:la|une|sa|leur|notre) (?:maison|ferme|clinique)\b[^,]*"
    r"|chez (?:ma|mes|mon|sa|ses|son|nous|des|la)\b[^,]*|in (?:my|our|the|her|his) \w*house[^,]*"
    r"|du temps (?:de|du|des) [^,]*)[\s.!]*$"
)


def place_said(said: str, lang: Lang) -> str | Refusal:
    """The place that `said` names, "à" taken off: "Le Havre", "à côté de Tours"; never less than a
    word. Refuses with `NothingHeard`.
    """
    said = tidy(said)
    while found := _TRAILING.search(flat(said)):
        if not re.search(r"\w", said[: found.start()]):
            break
        said = said[: found.start()]
    while (lead := _LEADING.match(flat(said))) and lead.end():
        if not re.search(r"\w", said[lead.end() :]):
            break
        said = said[lead.end() :]
    return thing_said(said, lang)


PLACE = ShortText(named=place_said)
