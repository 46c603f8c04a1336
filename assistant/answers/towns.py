"""The large towns of France, known by name, and the three that have districts."""

from __future__ import annotations

import re

from assistant.answers.spoken import flat

DISTRICT = re.compile(
    r"(?P<n>\d{1,2})\s*(?:e|eme|er|ieme)?(?:\s+arrondissement)?$|(?P<w>premier|deuxieme"
    r"|troisieme|quatrieme|cinquieme|sixieme|"
    r"septieme|huitieme|neuvieme|dixieme|onzieme|douzieme|treizieme|quatorzieme|quinzieme|seizieme|"
    r"dix[- ]septieme|dix[- ]huitieme|dix[- ]neuvieme|vingtieme)(?:\s+arrondissement)?$"
)
_TOWNS = [
    "paris", "marseille", "lyon", "toulouse", "nice", "nantes", "montpellier", "strasbourg",
    "bordeaux", "lille", "rennes", "toulon", "reims", "saint-etienne", "le-havre", "grenoble",
    "dijon", "angers", "villeurbanne", "nimes", "clermont-ferrand", "aix-en-provence", "le-mans",
    "brest", "tours", "amiens", "annecy", "limoges", "metz", "boulogne-billancourt", "perpignan",
    "besancon", "orleans", "rouen", "saint-denis", "montreuil", "argenteuil", "mulhouse", "caen",
    "nancy", "tourcoing", "roubaix", "nanterre", "vitry-sur-seine", "creteil", "avignon",
    "poitiers", "aubervilliers", "dunkerque", "aulnay-sous-bois", "colombes", "asnieres-sur-seine",
    "versailles", "saint-pierre", "courbevoie", "cherbourg-en-cotentin", "le-tampon",
    "rueil-malmaison", "champigny-sur-marne", "beziers", "pau", "la-rochelle", "cannes", "antibes",
    "calais", "saint-nazaire", "merignac", "colmar", "ajaccio", "bourges", "issy-les-moulineaux",
    "levallois-perret", "quimper", "valence", "noisy-le-grand", "villeneuve-d'ascq", "troyes",
    "antony", "neuilly-sur-seine", "la-seyne-sur-mer", "lorient", "niort", "chambery", "sarcelles",
    "pessac", "vannes", "saint-quentin", "saint-malo", "cayenne", "fort-de-france", "beauvais",
    "cholet", "hyeres", "montauban", "bayonne", "ajaccio", "bastia", "arles", "laval", "albi",
    "belfort", "evreux", "saint-brieuc", "auxerre", "chartres", "nevers", "charleville-mezieres",
    "angouleme", "perigueux", "tarbes", "rodez", "aurillac", "carcassonne", "agen", "chateauroux",
    "blois", "macon", "gap", "digne-les-bains", "privas", "mende", "cahors", "auch", "foix",
    "tulle", "gueret", "moulins", "epinal", "chaumont", "vesoul", "lons-le-saunier",
    "bourg-en-bresse", "le-puy-en-velay", "la-roche-sur-yon", "alencon", "saint-lo", "melun",
    "evry", "bobigny", "pontoise", "dinan", "morlaix", "concarneau", "douarnenez", "pornic",
    "royan", "vichy", "roanne", "thonon-les-bains", "biarritz", "dax", "mont-de-marsan", "narbonne",
    "sete", "ales", "frejus", "draguignan",
]  # fmt: skip
TOWN_AT_END = re.compile(
    r"(?<=[\s,])(?:"
    + "|".join(town.replace("-", "[ -]").replace("'", "[ ']") for town in _TOWNS)
    + ")$"
)
WITH_DISTRICT = re.compile(r"(?i)(?:paris|lyon|marseille)\s+(?=\S)")
_ORDINALS = [
    "premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme",
    "neuvieme", "dixieme", "onzieme", "douzieme", "treizieme", "quatorzieme", "quinzieme",
    "seizieme", "dix-septieme", "dix-huitieme", "dix-neuvieme", "vingtieme",
]  # fmt: skip


def is_known_town(said: str) -> bool:
    """Whether `said` is one of the large towns that are known by name."""
    return bool(TOWN_AT_END.match(f" {flat(said)}", 1))


def district_number(said: str) -> int:
    """15 of "quinzième" or "15e arrondissement", else 0."""
    found = DISTRICT.fullmatch(said)
    if not found:
        return 0
    if found["n"]:
        return int(found["n"])
    return _ORDINALS.index(found["w"].replace(" ", "-")) + 1
