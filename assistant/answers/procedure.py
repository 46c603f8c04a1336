"""A procedure that must not be done: its usual name when it is a known one.

The value is what the emergency card prints; the person's own words are kept beside it.
"""

from __future__ import annotations

import re

from assistant.answers.kind import Lang, NothingHeard, Refusal
from assistant.answers.spoken import flat, tidy
from assistant.answers.text import ShortText, thing_said

_ARM = r"(?:\W+\w+){0,4}?\W+(?:bras|main|arm|hand)\s+(?P<side>gauche|droite?)"
_EN_ARM = r"(?:\W+\w+){0,4}?\W+(?P<side>left|right)\s+arm"
_BLOOD = (
    r"(?:prises? de sang|prelevements? sanguins?|prelever du sang|prendre (?:le |du )?sang"
    r"|blood (?:tests?|draws?|samples?))"
)
_PRESSURE = (
    r"(?:prises? de (?:la )?tension|tensiometre|prendre (?:la |ma )?tension|brassard"
    r"|tension|blood pressure)"
)
_DRIP = r"(?:perfusions?|perfuser|drip|iv)"
_NEEDLE = r"(?:piqures?|piquer|injections?|needles?)"
_NOT_TO_USE = r"(?:utiliser|utilise|se servir|servir|toucher|touche|use)"

# The printed name, and how people say it (without accents). The longer sense first: what it
# covers is not heard again as the shorter one.
_KNOWN: tuple[tuple[str, str], ...] = (
    ("Prise de sang au bras {side}", _BLOOD + _ARM),
    ("Prise de sang au bras {side}", _BLOOD + _EN_ARM),
    ("Prise de tension au bras {side}", _PRESSURE + _ARM),
    ("Prise de tension au bras {side}", _PRESSURE + _EN_ARM),
    ("Perfusion au bras {side}", _DRIP + _ARM),
    ("Perfusion au bras {side}", _DRIP + _EN_ARM),
    ("Piqûre au bras {side}", _NEEDLE + _ARM),
    ("Piqûre au bras {side}", _NEEDLE + _EN_ARM),
    ("Bras {side} à ne pas utiliser", _NOT_TO_USE + _ARM),
    ("Bras {side} à ne pas utiliser", _NOT_TO_USE + _EN_ARM),
    ("Bras {side} à ne pas utiliser", r"bras (?P<side>gauche|droit) a ne pas utiliser"),
    ("Produit de contraste iodé", r"(?:injections? de )?produits? de contrastes? iodee?s?"
        r"|produits? iodee?s?|iodinated contrast(?: agents?| medium| dye| media)?"),
    ("Produit de contraste au gadolinium", r"(?:(?:injections? "
        r"de )?produits? de contrastes? (?:au |a base de )?)?gadolinium"),
    ("Produit de contraste", r"(?:injections? (?:de |d'un )?)?produits? (?:de|a) contrastes?"
        r"|produits? de contrast\b|contrast(?: agents?| medium| dye| media)?\b|contrast dye"),
    ("IRM", r"\bi[ .-]?r[ .-]?ms?\b|\bi e r e m\b|\bierm\b"
        r"|(?:imagerie par )?resonances? (?:par )?(?:magnetiques?|nucleaires?)"
        r"|\bm[ .-]?r[ .-]?i\b(?: scans?)?|magnetic resonance(?: imaging)?|\bi r aime\b|\bir m\b"
        r"|\by[ -]?r[ -]?m\b"),
    ("TEP-scan", r"\b(?:pet|tep|petscan|tepscan)[ -]?(?:scans?|scanner|scan)?\b(?<!pet)"
        r"|\bpet[ -]?scans?\b"),
    ("Scanner", r"\bscanners?\b|\bscaner\b|\bscannaire\b|\bskaner\b|\bt\.?d\.?m\b"
        r"|tomodensitometrie|\bct[ -]?(?:scans?)?\b|cat scans?"),
    ("Anesthésie générale", r"anesthesies? generales?|general an(?:a)?esthe(?:sia|tics?)"
        r"|\bm'endormir (?:completement|entierement)|endorm\w+ completement"),
    ("Anesthésie locale", r"anesthesies? locales?|local an(?:a)?esthe(?:sia|tics?)"),
    ("Péridurale", r"(?:anesthesies? )?peridurales?|epidurals?"),
    ("Rachianesthésie", r"rachianesthesies?|rachis? anesthesies?|\brachi\b"
        r"|spinal an(?:a)?esthe(?:sia|tics?)"),
    ("Anesthésie", r"anesthesies?(?: regionales?)?|anesthesiants?|an(?:a)?esthe(?:sia|tics?)"
        r"|\bm'endormir\b"),
    ("Transfusion sanguine", r"transfusions?(?: sanguines?| de sang)?|blood transfusions?"
        r"|transfuser"),
    ("Ponction lombaire", r"ponctions? lombaires?|lumbar punctures?|spinal taps?"),
    ("Ponction", r"ponctions?"),
    ("Coloscopie", r"col?onoscop(?:ies?|y)|coloscopies?"),
    ("Fibroscopie", r"fibroscop(?:ies?|y)|gastroscop(?:ies?|y)"),
    ("Mammographie", r"mammograph(?:ies?|y)|mammograms?"),
    ("Coronarographie", r"coronarograph(?:ies?|y)|coronary angiogra(?:m|phy)"),
    ("Scintigraphie", r"scintigraph(?:ies?|y)|\bscinti\b"),
    ("Radiographie", r"radiograph(?:ies?|y)|\bradios?\b|rayons? x\b|x[ -]?rays?"),
    ("Échographie", r"echograph(?:ies?|y)|\bechos?\b|ultrasounds?"),
    ("Injection intramusculaire", r"(?:injections?|piqures?) (?:en )?intra[ -]?musculaires?"
        r"|intra[ -]?musculaires?|intramuscular injections?"),
    ("Bistouri électrique", r"bistouris? electriques?|electrocauter(?:y|ies)"),
    ("Intubation", r"intubations?|m'intuber|intuber"),
    ("Sonde urinaire", r"sondes? urinaires?|sondages? urinaires?|urinary catheters?"),
    ("Infiltration", r"infiltrations?"),
    ("Vaccination", r"vaccinations?|vaccins?|vaccines?"),
    ("Prise de sang", _BLOOD),
)  # fmt: skip
_PATTERNS = tuple((name, re.compile(pattern)) for name, pattern in _KNOWN)
_SIDES = {"left": "gauche", "right": "droit", "droite": "droit"}

# What may stand around a known name without adding to it; anything else is worth keeping.
_CARRYING = re.compile(
    r"\b(?:euh+|heu+|alors|donc|ben|bah|bon|oui|non|et|c'est|cest|c|je|j'|j|moi|on|m'a|ma|ils|il"
    r"|elle|"
    r"le|la|les|l'|l|un|une|des|de|du|d'|d|a|aux?|pas|ne|n'|n|n'ai|ai|jamais|plus|surtout"
    r"|droit (?:aux?|de|d')|"
    r"faut|me|m'|faire|fait|passer|passe|peux|peut|dois|doit|doivent|avoir|veux|supporte|tolere"
    r"|interdit|interdite|"
    r"contre|indique|indiquee|contre-indique|contre-indication|contraindication|contre-indications|"
    r"docteur|medecin|cardiologue|m'a dit|dit|que|qui|est|sont|pour|avec|examen|voila|merci|hein|"
    r"aucun|aucune|tout|toute|ca|cela|examens|sous|en|mes|mon|s'il vous plait|no|not|i|can't"
    r"|cannot|can|have|"
    r"an?|the|my|any|must|never|allowed|to|mustn't|don't|do|it's|me faire|subir|y)(?![\w'])"
    r"|(?<=')\w*$|\bn'|\bm'|\bj'|\bl'|\bd'"
)

_ALLOWED = re.compile(r"\b(?:peux|peut|droit|supporte|tolere|can|allowed)\b")
_NEGATED = re.compile(r"\b(?:pas|jamais|plus|aucune?|ni|not|no|never|cannot)\b|can't")


def _known(said: str) -> str | Refusal:
    """The usual name when one known procedure, and nothing else of weight, is said."""
    low = flat(tidy(said))
    names: list[str] = []
    for name, pattern in _PATTERNS:
        for found in pattern.finditer(low):
            side = found.groupdict().get("side") or ""
            names.append(name.format(side=_SIDES.get(side, side)))
        low = pattern.sub(" | ", low)
    if len(set(names)) != 1:
        return NothingHeard()
    if _ALLOWED.search(low) and not _NEGATED.search(low):
        return NothingHeard()
    rest = _CARRYING.sub(" ", low)
    return NothingHeard() if re.search(r"[^\W_]{2,}", rest) else names[0]


def procedure_said(said: str, lang: Lang) -> str | Refusal:
    """The usual name when exactly one known procedure was named and nothing was added.

    "Scanner, mais sans injection" stays in the person's words: what was added matters. Refuses with
    `NothingHeard`.
    """
    known = _known(said)
    return known if isinstance(known, str) else thing_said(said, lang)


PROCEDURE = ShortText(named=procedure_said)


def names_a_procedure(said: str) -> bool:
    """Whether a sentence names one known procedure ("pas d'IRM"), and nothing else of weight."""
    return isinstance(_known(said), str)
