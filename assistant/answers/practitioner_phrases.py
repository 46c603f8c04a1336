"""What people say around the name of a doctor: titles, whose doctor it is, where they work."""

from __future__ import annotations

import re

TITLE = re.compile(
    r"(?<![\w'-])(?:(?:le|la|du|au|un|une|the) )?(?:docteure?|doctoresse|doctor|professeur"
    r"|professeure|professor|prof|dr|pr|medecin|"
    r"madame|monsieur|mademoiselle|mme|mlle|mr|mrs|miss|ms|maitre)(?: (?:le )?(?:docteur"
    r"|professeur))?\b\.?(?!['-])"
)
CARRIER = re.compile(
    r"(?<![\w'-])(?:"
    r"euh+|heu+|alors|donc|oui|bon|ben|bah|ah|voila|merci|s'il vous plait|well|um|uh|yes|moi|"
    r"(?:c'est|cest|c est|ce serait|c'etait|it's|it is|that's)(?: toujours| surtout)?|"
    r"(?:il|elle|qui|he|she|on l'|je l')?\s*(?:s'appelle|s appelle|appelle|se nomme|is called"
    r"|is named)|"
    r"(?:mon|ma|mes|son|sa|notre|my|our|un|une|le|la|a|an|the) (?:propre |ancien |ancienne "
    r"|bon )?(?:medecin(?: traitant| referent| habituel)?|docteur(?: traitant)?|traitant|doctor"
    r"|specialiste|praticien)(?: (?:c'est|est|is|s'appelle))?|"
    r"je vais (?:chez|au cabinet de)|(?:i see|i go to)|"
    r"celui|celle|the one|"
    r"qui (?:me|nous|m') ?(?:suit|soigne|traite|suivait|a opere[er]?|opere)|depuis [^,]{1,30}|"
    r"medecin traitant|traitante?|je (?:vois|vais voir|suis suivie? par|consulte)|suivie? par|j'ai|"
    r"(?:he|she|who)'s(?: an?)?|the village|'s|(?:il|elle|qui|he|she) (?:a|has) (?:son|her|his) "
    r"(?:cabinet|surgery|practice|office)|"
    r"(?:il|elle|he|she|qui) (?:est|exerce|travaille|consulte|is|works)|qui est|est|is|"
    r"son nom(?: c'est| est)?|le nom(?: c'est| est)?|his name is|her name is|as|named|called|"
    r"je (?:veux|voudrais) (?:bloquer|empecher)|bloque[rz]?|pas"
    r")(?=[\s,:.]|$)"
)
MY = re.compile(
    r"(?<![\w'-])(?:mon|ma|mes|son|sa|notre|my|our|un|une|le|la|l'|the|a|an|comme|en|de)\s*"
    r"(?:(?:ancien(?:ne)?|nouveau|nouvelle|vieux|vieille|former|old|new)\s+)?$"
)
_WORKPLACE = (
    r"(?:(?:l'|la |le |un |une |the )?(?:hopital|clinique|chu|chr"
    r"|centre hospitalier(?: universitaire)?|cabinet(?: medical)?|maison de sante"
    r"|centre de sante|hospital|clinic)"
    r"(?: [\w' -]{0,40}?)?\s+(?:de |d'|du |des |a |in |of ))"
)
TOWN = re.compile(
    rf"(?:^|(?<=[\s,]))(?P<way>a|au|aux|sur|in|at|from|dans)\s+(?:(?:la ville de )"
    rf"|{_WORKPLACE})?(?P<town>[^\W\d_][^,;:.]{{0,60}})"
)
CLAUSE = re.compile(
    r"[\s,]+(?:mais|parce qu|car il|car elle|but|because)\b"
    r"|[\s,]+(?:il|elle|he|she)(?: (?:est|is)|'s) (?:tres |bien |si |very |so )?"
    r"(?:gentil|bon |bonne |vieux|vieille|jeune|charmant|serieu|agreable|sympa|nice|kind|good "
    r"|lovely|young|old)"
    r"|[\s,]+(?:il|elle|he|she) (?:part|va |vient|me |m'|nous |a \d|goes|is (?:going|retiring))"
)
"""What is told of a doctor besides: neither a name nor a town."""
NO_TOWN = re.compile(
    r"(?<=\s)(?:madame|monsieur|mademoiselle|mme|mlle|mr|mrs|ms|docteur|dr|professeur|pr"
    r"|le docteur|"
    r"le professeur|il|elle|qui|c'est|rue|doctor|professor|he|she)(?=[\s.])"
)
NO_PERSON = re.compile(
    r" et |\b(?:tous|toutes|all|cabinet"
    r"|hopital|clinique|chu|maison|centre|pharmacie|hospital|clinic|surgery"
    r"|service)\b"
)
NO_NAME_AT_ALL = re.compile(
    r"\b(?:parti[es]?|partie|retraite|mort|morte|decede|decedee|retired|died|has|haven't"
    r"|hasn't|mine|en ai)\b"
)
TITLED_PART = re.compile(
    r"^(?:(?:le|la) )?(?:docteure?|doctoresse|doctor|professeure?|professor|dr|madame|monsieur"
    r"|mme|mr|mrs)\b"
)
WHO_IT_IS = re.compile(
    r"(?:(?:c'est|it's)[\s,]+)?(?:mon|ma|mes|notre|my|our|de l'|du|de la)\b|of the\b"
)
OF_A_TOWN = re.compile(r"^\s*(?:de|d'|from|of)\s*(?=[^\W\d_])")
QUESTION = re.compile(r"^(?:qui|quoi|comment|pourquoi|quand|est-ce|c'est quoi|what|who|why|how)\b")
NOISE = re.compile(r"(?:euh+|heu+|ben|bah|bon|alors|oui|non|voila|merci|c'est|[\s,.!])+")
