"""The words around a choice: what denies it, corrects it, doubts it or makes another of it."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.answers.kind import Lang
from assistant.answers.tokens import phrases, word_set

FILLERS: dict[Lang, frozenset[str]] = {
    "fr": word_set(
        "le la les l un une je j prends prendrai choisis choisirai veux voudrais prefere dirais"
        " dis numero no choix option reponse possibilite proposition c est ce sera plutot donc"
        " alors euh heu ben bah bon eh oui s il vous plait merci celui celle tapez tape touche va"
        " pour mettez ma moi mon a et ou ecoutez hum d abord chose ligne"
    ),
    "en": word_set(
        "the a i ll d take choose pick want like would prefer say number option choice answer it"
        " s is that one please thanks thank you my me so well er um uh yes go for with press key"
        " let have or and"
    ),
}
ALL_OF_THEM: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("les deux|tous les deux|toutes les deux|tous|toutes|les trois|l un ou l autre"),
    "en": phrases("both|all of them|either|all"),
}
LAST: dict[Lang, frozenset[str]] = {"fr": word_set("dernier derniere"), "en": word_set("last")}

NOT: dict[Lang, frozenset[str]] = {
    "fr": word_set("pas ni sauf sans jamais plus excepte aucun aucune"),
    "en": word_set("not t no never except without neither nor dont cannot"),
}
NOT_AFTER: dict[Lang, frozenset[str]] = {
    "fr": word_set("pas jamais guere point"),
    "en": word_set("not"),
}
ANSWERS = word_set("oui non ouais yes no d accord")  # "oui pas encore": not a yes undone
PLAIN_ANSWERS = word_set("oui ouais non nan yes no")
CLAUSE_ENDS: dict[Lang, frozenset[str]] = {
    "fr": word_set("mais plutot c est enfin donc alors oui si car parce"),
    "en": word_set("but rather s is so yes because instead"),
}
CORRECTS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases(
        "pardon|non pardon|je me trompe|je me suis trompe|je me suis trompee|je veux dire|oups"
        "|excusez moi|enfin|enfin non|non plutot|je me corrige|je rectifie|correction"
    ),
    "en": phrases("sorry|i mean|actually|no rather|correction|no sorry|i meant"),
}

UNSURE: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases(
        "je ne sais pas|je sais pas|je ne sais plus|je sais plus|pas sur|pas sure|pas certaine"
        "|pas certain|j hesite"
    ),
    "en": phrases("i don t know|i do not know|not sure|i m unsure|not certain|can t remember"),
}
WILLS: dict[Lang, frozenset[str]] = {
    "fr": word_set("veux accepte refuse accord oppose souhaite oui non bien jamais"),
    "en": word_set("want accept refuse agree oppose wish yes no don never"),
}
STOPS: dict[Lang, tuple[str, ...]] = {
    "fr": ("mour", "meur", "debranch", "laiss", "arret", "abandon", "cess", "interromp", "stopp"),
    "en": ("die", "dying", "stop", "unplug", "withdr", "abandon", "switch"),
}

# Words that make another relative or person of the one that follows or precedes them.
MAKES_ANOTHER: dict[Lang, Mapping[str, frozenset[str]]] = {
    "fr": {
        **dict.fromkeys(
            ("beau", "belle", "beaux", "belles"),
            word_set("fils fil fille frere soeur pere mere parent enfant maman papa"),
        ),
        **dict.fromkeys(
            ("petit", "petite", "petits", "petites"),
            word_set("fils fil fille enfant neveu niece cousin cousine ami amie copain copine"),
        ),
        **dict.fromkeys(
            ("grand", "grande", "grands"), word_set("pere mere parent oncle tante maman papa")
        ),
        **dict.fromkeys(
            ("demi", "ex", "ancien", "ancienne", "futur", "future", "feu", "arriere", "faux"),
            frozenset({"*"}),
        ),
    },
    "en": {
        **dict.fromkeys(
            ("step", "half", "grand", "god", "foster", "ex", "former", "late", "great", "future"),
            frozenset({"*"}),
        ),
    },
}
UNLIKE = ("in", "im", "dis", "des", "de", "un", "non", "re", "sur", "sous", "anti")
"""Beginnings that turn a word into its contrary: "actif" is not nearly "inactif"."""
