"""What people say between the digits of a telephone number, and how they take some back."""

from __future__ import annotations

from assistant.answers.kind import Lang
from assistant.answers.tokens import phrases, word_set

FILLERS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases(
        "euh|heu|hum|hem|ben|bah|bon|alors|donc|et|puis|et puis|ensuite|apres|voila|oui|c est|le"
        "|la|c est le|attendez|attends|une seconde|une petite seconde|deux secondes|une minute"
        "|deux minutes|un instant|je cherche|je regarde|voyons|voyons voir|que je regarde"
        "|que je voie|laissez moi voir|je crois|je repete|je redis|je vous le redis|point|tiret"
        "|espace|virgule|barre|slash|suivi de|mes lunettes|ou sont mes lunettes|mais|le dernier"
        "|la fin|a la fin|pour finir|le debut|au debut|numero|je dis bien|soit|alors attendez"
        "|encore|fois|de|du|un petit instant"
    ),
    "en": phrases(
        "a second|one second|one moment|um|uh|er|well|then|and|and then|so|yes|it s|it is|the"
        "|wait|hold on|hang on|let me see|i think|i repeat|again|point|dot|dash|space|comma|but"
        "|the last one|at the end|that s|that is|number|hyphen"
    ),
}
CORRECTIONS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases(
        "non|pardon|enfin|je me trompe|je me suis trompe|je me suis trompee|je me corrige|oups"
        "|zut|excusez moi|excuse moi|plutot|correction|je veux dire|c est pas ca|ce n est pas ca"
        "|c est pas|ce n est pas|erreur|je reprends|je recommence|je rectifie|non pas|pas|et non"
        "|et pas|je dis une betise|je dis n importe quoi|mince|flute"
    ),
    "en": phrases(
        "no|sorry|i mean|rather|correction|wait no|i was wrong|my mistake|scratch that|not|oops"
        "|i made a mistake|that s wrong|actually|no not|it s not|pardon|excuse me|and not"
    ),
}
LIKELY: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("enfin je crois|enfin je crois bien|enfin je pense|enfin il me semble"),
    "en": phrases("at least i think|at least i think so|i think so"),
}
"""Said after a number that stays: critical numbers are read back in any case."""
NOT: dict[Lang, frozenset[str]] = {"fr": word_set("pas"), "en": word_set("not")}
ARTICLES: dict[Lang, frozenset[str]] = {
    "fr": word_set("le la au du celui de un numero"),
    "en": word_set("the a number on"),
}
SOFT: dict[Lang, frozenset[str]] = {
    "fr": word_set("est mais dernier fin bien"),
    "en": word_set("s is but last end"),
}
TIMES: dict[Lang, dict[str, int]] = {
    "fr": {"double": 2, "triple": 3, "quadruple": 4},
    "en": {"double": 2, "triple": 3, "treble": 3},
}
PLUS = "plus"
