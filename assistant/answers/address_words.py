"""The words of an address: kinds of street, what is numbered, what is written small."""

from __future__ import annotations

import re

from assistant.answers.spoken import flat

STREETS = [
    "rue", "avenue", "boulevard", "place", "chemin", "impasse", "allee", "allees", "route", "quai",
    "cours", "square", "passage", "sentier", "ruelle", "venelle", "faubourg", "villa", "esplanade",
    "promenade", "rond-point", "montee", "cite", "traverse", "voie", "lotissement", "clos", "sente",
    "mail", "parvis", "chaussee", "hameau", "domaine", "residence", "lieu-dit", "lieudit",
    "quartier", "batiment", "immeuble", "appartement", "escalier", "etage", "porte", "tour", "bloc",
    "ehpad", "maison", "foyer", "centre", "logement", "zone", "bp", "cs", "ferme", "mas", "moulin",
    "chateau", "bd", "bld", "bvd", "av", "ave", "imp", "ch", "rte", "all", "lot", "res", "bat",
    "apt", "appt", "chez", "street", "road", "lane",
]  # fmt: skip
STREET = re.compile(
    rf"\b(?:{'|'.join(STREETS)}|lieu dit|rond point|boite postale|maison de retraite)\b"
)
SMALL = frozenset(
    [
        "de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "aux", "en", "et", "sur", "sous",
        "lez", "chez", "ma", "mon", "mes", "sa", "son", "notre", "dit", "dite", "bis", "ter",
        "quater", "retraite", "fille", "fils", "mere", "pere", "soeur", "sœur", "frere", "niece",
        "neveu", "of", "the",
    ]
)  # fmt: skip
KINDS = frozenset(STREETS) | {"lieu", "dit", "rond", "point", "boite", "postale", "numero"}
ALSO_NAMES = frozenset({"moulin", "mas", "ferme", "chateau", "clos", "domaine"})
"""Kinds that are as often a name: "rue Jean Moulin"."""
PROPER_KINDS = frozenset({"ehpad", "bp", "cs"})
FULL = {
    "bd": "boulevard", "bld": "boulevard", "bvd": "boulevard", "av": "avenue", "ave": "avenue",
    "imp": "impasse", "rte": "route", "res": "résidence", "bat": "bâtiment", "apt": "appartement",
    "appt": "appartement", "residence": "résidence", "batiment": "bâtiment", "allee": "allée",
    "allees": "allées", "cite": "cité", "etage": "étage", "montee": "montée",
    "chaussee": "chaussée", "chateau": "château", "lieudit": "lieu-dit",
}  # fmt: skip
MONTHS = frozenset(
    [
        "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre",
        "octobre", "novembre", "decembre",
    ]
)  # fmt: skip
NUMBERED = frozenset(
    [
        "batiment", "bat", "appartement", "apt", "appt", "escalier", "etage", "porte", "tour",
        "bloc", "lot", "logement", "bp", "cs", "postale", "nationale", "departementale", "numero",
        "chambre", "immeuble", "hall", "entree", "cedex",
    ]
)  # fmt: skip
PART_OF_TOWN = frozenset(
    [
        "saint", "sainte", "st", "ste", "sur", "sous", "de", "du", "des", "le", "la", "les", "en",
        "lès",
    ]
)  # fmt: skip


def is_street(said: str) -> bool:
    """Whether `said` begins like a street."""
    return bool(re.match(rf"(?:\d+(?: bis| ter)?,? )?(?:{'|'.join(STREETS)})\b", flat(said)))


HOUSE_SUFFIX = frozenset({"bis", "ter", "quater", "de", "la", "du", "des"})
