"""A person's name: said, spelled, or both, as it should be printed.

Capitals follow French usage (Lexique des règles typographiques, Imprimerie nationale): the
particle "de", "d'", "du", "des" is small, the article after it is not: "de La Tour",
"Joachim du Bellay", "Jeanne d'Arc", "Le Goff". Particles of other languages ("van der", "da")
keep the case in which they were typed; said aloud, the first takes a capital: "Van der Meer".
Words are joined by a hyphen only when "tiret" or "trait d'union" is said.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from assistant.answers.kind import (
    Answer,
    Asked,
    NotByKeys,
    NothingHeard,
    Refusal,
    Understood,
    Value,
)
from assistant.answers.letter_changes import change_at
from assistant.answers.letter_phrases import ending_at
from assistant.answers.said_twice import said_once, without_echo
from assistant.answers.spelling import Spelled, Token, spelled_at, tokens_of
from assistant.answers.spoken import NUMBER_WORDS, flat, settled, tidy

LONGEST_SENTENCE = 300  # characters; a name spelled letter by letter with words stays below
LONGEST_NAME = 80  # characters, printed
MOST_WORDS = 8  # four first names and a long family name
ALMOST = 85  # of 100; from which letters are those of two words said together ("Le Goff")
ALIKE = 60  # of 100; rapidfuzz's ratio from which a spelling corrects a word just said

BEGINNING_ONLY = 3  # letters left out, from which a spelling was broken off; fewer: a correction


@dataclass(frozen=True, slots=True)
class NotAName(Refusal):
    """Digits, a question, or a sentence: nothing that could be printed as a name."""


@dataclass(frozen=True, slots=True)
class SpellingUnclear(Refusal):
    """The letters contradict themselves, or may go to several places of the name."""


_RELATIVE = (
    r"(?:fille|fils|femme|mari|epoux|epouse|conjointe?|compagne|compagnon|copine|copain|amie?|"
    r"s(?:oe|œ)urs?|frere|mere|pere|maman|papa|neveu|niece|cousine?|voisine?|filleule?|"
    r"belle[ -]fille|belle[ -]s(?:oe|œ)ur|beau[ -]fils|beau[ -]frere|gendre|tante|oncle|marraine"
    r"|parrain|"
    r"petite[ -]fille|petit[ -]fils|medecin|docteur|infirmiere|aide|"
    r"(?:grand|petit)e? (?:fille|fils|s(?:oe|œ)ur|frere))"
)
_MINE = (
    rf"(?:(?:de )?(?:ma|mon|sa|son|notre|une?|la|le|l') ?(?:meilleure? |vieil(?:le)? "
    rf"|chere? |grande? |petite? )?{_RELATIVE}(?: ainee?| cadette?| unique| prefere?e?)?)"
)
_MY_EN = (
    r"(?:my (?:eldest |youngest |best )?(?:daughter|son|wife|husband|partner|sister|brother|mother|"
    r"father|friend|niece|nephew|neighbou?r|cousin|doctor|grandson|granddaughter))"
)
_TITLE = (
    r"(?:madame|monsieur|mademoiselle|mme|mlle|mr|mrs|ms|miss|docteur|dr|professeur|maitre)\b\.?"
)
_LABEL = (
    r"(?:mon|ma|mes|son|ses|le|les|sa|my|her|his|the|full)\s+(?:deuxieme |premier |vrai |first "
    r"|last "
    r"|full )?"
    r"(?:nom|noms|prenoms?|names?|surname|identite|personne de confiance|personne|patronyme"
    r"|maiden name)"
    r"(?: de famille| de naissance| de jeune fille| d'usage| d'epouse| marital| complet"
    r"| de femme mariee| de mariage"
    r"| et prenom| de bapteme)?"
)
_IS = (
    r"(?:c'est|ce sont|ce serait|c'etait|cest|c est|s'appelle|s appelle|se nomme|se prenomme"
    r"|est|sont|serait|sera|is|are|was|were|etait|:|=)"
)

_KIND_OF_NAME = (
    r"(?:de famille|de naissance|de jeune fille|d'usage|d'epouse|de femme mariee|marital)"
)

# Each is trimmed from the start as long as something remains after it.
_CARRIERS = re.compile(
    r"(?:"
    r"[\s,;:.!…«»\"()*-]+"
    r"|(?:euh+|heu+|hum+|hem|um+|uh+|er|alors|donc|oui|ouais|d'accord|eh bien|et bien|ah|oh|ok"
    r"|okay|evidemment|naturellement|forcement|bien entendu|obviously|"
    r"attendez|attends|voyons|tenez|ecoutez|voila|bonjour|bonsoir|allo|well|yes|hello|hi|"
    r"s'il vous plait|non non|please|bon alors|bon ben|ben alors|ben euh|bon euh"
    r"|eh ben)(?=[\s,.…]|$)"
    r"|(?:bon|ben|bah|non|no|so|hein|mais|et|and)(?=\s*[,.…]|\s+(?:c'est|cest|c est|je |j'|moi"
    r"|elle |il |mon |ma |euh|alors|mettez|it's))"
    rf"|(?:moi|lui|elle|eux)?[\s,]*(?:c'est|cest|ce serait|ce sera|c'etait|ca serait"
    rf"|il s'agit de|it's|it is|it would be|that's|that is"
    rf"|this is)(?=[\s,:])(?:\s+{_LABEL}(?=[\s,:]))?"
    r"|c est(?=\s)"
    r"|(?:moi[ ,]*)?(?:je\s+|j'|j\s+)(?:m'appelle|m appelle|me nomme|me prenomme|suis nee?|suis"
    r"|m'appelais|me suis appelee?|etais(?: une?)?|porte le nom de|signe)(?=[\s,:])"
    r"|(?:elle|il|moi|lui|eux|elles)(?=[\s,]+(?:elle|il|je|c'est|cest|on)\s)"
    r"|(?:elle|il|qui|on|lui|and)[\s,]*(?:s'appelle|s appelle|se nomme|se prenomme|m'appelle"
    r"|l'appelle)(?=[\s,:])"
    rf"|{_LABEL}\s*(?:a moi )?{_IS}?(?=[\s,:])"
    rf"|{_MINE}\s*(?:qui )?(?:{_IS})?(?=[\s,:])"
    rf"|{_MY_EN}\s*(?:who )?(?:is called|is named|{_IS})?(?=[\s,:])"
    r"|(?:my name's|i'm called|i am called|i'm|i am|(?:she|he)(?:'s| is) (?:called|named)|(?:her"
    r"|his) name's|called|named|call (?:her|him|me))(?=[\s,:])"
    r"|(?:je|j'|vous|on|i)\s*(?:voudrais|veux|aimerais|choisis|prefere|prefererais|designe"
    r"|prends|nomme|peux|pouvez"
    r"|peut|mettrais|dirais|souhaite|would like|want|choose)"
    r"(?: bien)?(?: (?:dire|mettre|noter|designer|choisir|nommer|prendre|que ce soit|ecrire"
    r"|to name|to choose))?(?=[\s,:])"
    r"|(?:mettez|notez|ecrivez|marquez|inscrivez|mets|note|put|write)(?: (?:moi|donc|plutot"
    r"|down))?(?=[\s,:])"
    rf"|nom {_KIND_OF_NAME}(?=[\s,:])"
    r"|(?:nee?|veuve|veuf|born)(?=\s)"
    r"|a\s+l'etat civil(?=[\s,:])"
    r"|(?:mon|ma|my) (?:pere|mere|father|mother|dad|mum)[\s,]+(?:s'appelait|se nommait|was called"
    r"|was)(?=\s)"
    r"|(?:avant|before)\s[^,]{3,30}?\s(?:c'etait|it was)(?=\s)"
    r"|(?:people|everybody|everyone|they|on|tout le monde)\s(?:call|calls|m'appelle)(?:\sme)?(?=\s)"
    r"|(?:appelez|prevenez|contactez|demandez|telephonez a|call|ring|phone|ask|tell)"
    r"(?=\s(?:ma|mon|mes|my)\s)"
    rf"|{_TITLE}(?=\s)"
    r")"
)
_TRAILERS = re.compile(
    r"(?:[\s,;:.!…«»\"()*-]+"
    r"|(?<![^\s,.])(?:(?:avec )?(?:un |une |a )?(?:grand |capital )?[a-z](?: en)? (?:majuscule"
    r"|capitale)"
    r"|(?:with )?(?:a )?capital [a-z]|en (?:majuscules?|minuscules?|capitales?|lettres capitales))"
    r"|(?<![^\s,.])mais (?:on|tout le monde|les gens|everybody|they)\b.{0,40}"
    r"|(?<![^\s,.])(?:avant (?:de|d'|mon|ma|le|la|que)\b|before (?:i|my|the)\b).{0,40}"
    r"|(?<![^\s,.])comme (?:la|le|l'|les|ma|mon|tout|on|je|vous|dans|the|my)\b.{0,40}"
    r"|(?<![^\s,.])(?:voila|merci(?: bien| beaucoup)?|s'il vous plait|s'il te plait|please"
    r"|thank you|"
    r"c'est tout|c'est ca|hein|euh+|heu+|quoi|c'est bien ca|tout simplement|comme ca se prononce|"
    r"comme ca s'ecrit|c'est mon nom|c'est son nom|si vous voulez|je crois|je pense|je vous ai dit)"
    r"|(?<![^\s,.])(?:c'est\s+|it's\s+)?(?:mon|son|le|my|her|his|the) (?:nom|surname|maiden name)"
    rf"(?:\s{_KIND_OF_NAME})?"
    rf"|(?<![^\s,.]){_KIND_OF_NAME}"
    r"|(?<![^\s,.])(?:depuis|apres) (?:(?:mon|notre|le) mariage|que je (?:me )?suis mariee?)"
    rf"|(?<![^\s,.])(?:c'est\s+|qui est\s+|et c'est\s+|she is\s+|she's\s+|he's\s+"
    rf"|he is\s+)?(?:{_MINE}|{_MY_EN})"
    r")$"
)
_SPELL_MARK = re.compile(
    r"\b(?:(?:alors )?(?:je|j)(?:'| )?(?:vous )?(?:l'|le |les |vous l')?epelle|"
    r"(?:que )?(?:ca|cela) s'(?:ecrit|epelle)|qui s'(?:ecrit|epelle)|s'ecrit|s'epelle|"
    r"(?:je vais |que je )?(?:vous )?(?:l'|le )epeler|lettre (?:a|par) lettre|"
    r"(?:it's |it is |that's )?(?:spelled|spelt)|i'll spell it|accents compris|ca fait"
    r"|ce qui (?:fait|donne)|ca donne)(?![a-z'])"
)
_AGAIN = re.compile(
    r"[\s,;.…]+(?:(?:euh|ah|oh|mais)[\s,]+)*"
    r"(?:(?:mais(?= (?:mon|ma|son|le|en) (?:vrai|fait|nom|prenom)| (?:c'est|je m'appelle"
    r"|[ei]l(?:le)? s'appelle) (?!pas ))|but(?= (?:it's|it is|my|her|his)\b)"
    r"|non(?: non)?(?: pas)?|pardon"
    r"|je veux dire|je voulais dire|excusez[ -]moi|je me trompe|"
    r"je me suis trompee?|je dis des betises|plutot|enfin|ou plutot|no|sorry|i mean|rather)"
    r"(?:[\s,;.…]+|$))+"
)
_NEXT_ONE = re.compile(
    r"[\s,]+(?:et|and) (?:le|mon|the|my) (?:deuxieme|second|troisieme|third|autre|middle)"
    r"(?: prenom| one| name)?(?: c'est| est| is)?(?=\s)"
)
_NOT_THAT = re.compile(r"^(?:non[\s,]+)?(?:pas|not) [^\s,]{2,20}(?: [^\s,]{2,20})?, (?=\w)")
_DESCRIBES = re.compile(
    r"(?:c'est |it's |ce sera |ce serait |alors |eh bien )*"
    r"(?:(?:celui de |celle de |that of )?(?:mon|ma|mes|notre|my|our) "
    r"|(?:l'|l[ea] |un de |une de |the |one of )[^,]*\b(?:mes|my|nos|our) "
    r"|j'en ai |il y en a |i have )"
)
"""A part of a sentence that says who somebody is, without their name."""
_TITLED_AFTER = re.compile(rf"^(?:l'|l[ea] |une? |the |a )[^,]*, (?={_TITLE}\s)")
_RATHER_NOT = re.compile(
    r"(?:c'est |ce n'est )?pas (?P<wrong>[^,;]{2,40}?)(?:\s*,\s*|\s+)(?:mais |c'est )+"
)
_AND_NOT = re.compile(r"[\s,]+(?:et )?(?:pas|non pas|not) (?!d'|de |une? )[^,;]{2,40}$")
_QUESTION = re.compile(
    r"^(?:qui|quoi|comment|pourquoi|quand|combien|quel|quelle|lequel|est[- ]ce|c'est quoi"
    r"|c'est qui|"
    r"what|who|why|how|which|when|do you|can you|ou est|ou je|qu'est|faut[- ]il|dois[- ]je"
    r"|puis[- ]je)\b"
)
_NOISE = frozenset(
    [
        "euh", "heu", "hum", "hem", "um", "uh", "er", "alors", "donc", "oui", "ouais", "non", "ah",
        "oh", "ok", "okay", "bon", "ben", "bah", "hein", "voila", "merci", "bonjour", "bonsoir",
        "allo", "well", "yes", "no", "hello", "hi", "madame", "monsieur", "mademoiselle", "mme",
        "mlle", "mr", "mrs", "ms", "c'est", "nee", "ne",
    ]
)  # fmt: skip
_SENTENCE = frozenset(
    [
        "je", "c'est", "quelqu'un", "j'ai", "j'avais", "j'en", "ne", "pas",
        "jamais", "vous", "que", "quoi", "parce",
        "ca", "cela", "pourquoi", "comment", "faut", "veux", "voudrais", "sais", "peux", "suis",
        "crois", "pense", "avez", "etes", "sommes", "avons", "n'ai", "n'est", "n'en", "n'y",
        "d'accord", "numero", "telephone", "avec", "sans", "i", "don't", "know", "want", "cannot",
        "what", "why", "because", "this", "that", "your", "you", "quelqu'un", "personne", "rien",
        "dossier", "medecin", "question", "repeter", "aujourd'hui",
    ]
)  # fmt: skip
_FUNCTION = frozenset(
    [
        "il", "elle", "on", "tu", "nous", "ils", "elles", "est", "sont", "ai", "as", "a", "avait",
        "etait", "sera", "ou", "dans", "chez", "pour", "sur", "par", "mais", "si", "se", "son",
        "sa", "ses", "mon", "ma", "mes", "ce", "cette", "qui", "deux", "tous", "tout", "tres",
        "plus", "bien", "mal", "aussi", "encore", "is", "are", "was", "the", "my", "his", "her",
        "since", "when", "who", "it", "we", "they", "not", "and", "or", "for", "with", "to", "of",
    ]
)  # fmt: skip
_SMALL = frozenset({"de", "du", "des", "d"})
_FOREIGN = frozenset(["von", "zu", "der", "den", "ten", "ter", "het", "of", "y"])
_JOINING = frozenset(
    ["et", "nee", "ne", "epouse", "epoux", "veuve", "veuf", "dit", "dite", "alias"]
)
_INNER = frozenset(["de", "du", "des", "d", "la", "le", "les", "sur", "sous", "en", "et", "aux"])
_ELIDED = re.compile(r"(?<![^\s,])([dlDL])\s+(?=[aeiouyhAEIOUYHàâéèêëîïôöùûÉÈÊ][^\W\d_]{2})")
_IRISH = re.compile(r"(?<![^\s,])([oOnNmM])\s+(?=[bcdfgkmnrBCDFGKMNR][^\W\d_]{2})")
_EXPLAINED = re.compile(
    r"(?i)\b([àâäçéèêëîïôöùûüÿñ]) ?: [a-z] (?:accent \w+|tréma|cédille|grave|acute|circumflex"
    r"|diaeresis|cedilla)"
)
_LIGATURE = re.compile(r"(?i)(?:\bo[ ,]*)?(?:\be|œ) (?::? ?(?:o )?e )?dans l['’ ]?o\b")
_CHAINED = re.compile(r"(?<![^\W\d_])[^\W\d_](?:[-./·][^\W\d_])+(?![^\W\d_])")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")


def _trimmed(said: str) -> str:
    """`said` without what leads to a name and what follows it; never less than one word."""
    low = flat(said)
    start, end = 0, len(said)
    while found := _CARRIERS.match(low, start):
        if not found.end() > start or not _speaks(low[found.end() : end]):
            break
        start = found.end()
    for _ in range(6):
        after = _TRAILERS.search(low, max(start, end - 80), end)
        if not after or not _speaks(low[start : after.start()]):
            break
        end = after.start()
    return said[start:end]


def _speaks(rest: str) -> bool:
    return bool(re.search(r"[^\W_]", rest))


def _cased(word: str, *, first: bool, last: bool, after_particle: bool) -> str:
    low = flat(word)
    if not last and low in _SMALL:
        return word.lower()
    if not first and not last and (low in _FOREIGN or low in _JOINING):
        return word.lower()
    if not first and not last and word.islower() and low in ("van", "da", "dos", "di", "del"):
        return word if after_particle else word.capitalize()
    parts = re.split(r"(['’-])", word)
    made = []
    for i, part in enumerate(parts):
        sign = parts[i + 1] if i + 1 < len(parts) else ""
        before = parts[i - 1] if i else ""
        if sign in ("'", "’") and flat(part) == "d":
            made.append("d")
        elif before == "-" and sign and flat(part) in _INNER:
            made.append(part.lower())
        elif part in ("'", "’"):
            made.append("'")
        else:
            made.append(_capital(part))
    return "".join(made)


def _capital(part: str) -> str:
    typed_so = not part.isupper() and not part.islower()
    if typed_so and part[:1].isupper():
        return part  # McDonald, DeVries
    initials = part.isupper() and len(part) == 2 and not re.search("[AEIOUYÉÈ]", part)
    if initials:
        return part
    low = part.lower()
    if low.startswith("mc") and len(low) > 4:
        return "Mc" + low[2:].capitalize()
    return low[:1].upper() + low[1:] if len(low[:1].upper()) == 1 else part


def printed(name: str) -> str:
    """The words of a name with their French capitals (see the module)."""
    words = name.split()
    typed_small = any(w[:1].isupper() and not w.isupper() for w in words)
    made: list[str] = []
    for i, word in enumerate(words):
        made.append(
            _cased(
                word,
                first=i == 0,
                last=i == len(words) - 1,
                after_particle=typed_small,
            )
        )
    return " ".join(made)


def _put_letters(name: list[str], letters: str) -> list[str]:
    """`name` with the spelled `letters` in place of the words that they correct, or after them."""
    whole = flat(letters.replace(" ", ""))
    for i in range(len(name)):
        for j in range(len(name), i + 1, -1):
            if fuzz.ratio(flat("".join(name[i:j])), whole) < ALMOST:
                continue
            head = [] if " " in letters else name[i : j - 1]
            if whole.startswith(flat("".join(head))):
                ends = [len("".join(head[:k])) for k in range(len(head) + 1)]
                parts = [letters[a:b] for a, b in itertools.pairwise(ends)]
                return [*name[:i], *parts, letters[ends[-1] :], *name[j:]]
    if any(_begins(flat(word), whole) for word in name):
        return name
    if _goes_on(name, letters):
        return [*name[:-1], name[-1].rstrip(name[-1][-1]) + letters]
    alike = [(fuzz.ratio(flat(word), whole), i) for i, word in enumerate(name)]
    score, at = max(alike, default=(0, 0), key=lambda pair: (pair[0], pair[1]))
    if score >= ALIKE:
        return [*name[:at], letters, *name[at + 1 :]]
    return [*name, letters]


def _begins(word: str, letters: str) -> bool:
    """Whether only the beginning of `word` is spelled: "Vasseur, V A deux S"."""
    return word.startswith(letters) and 2 <= len(letters) <= len(word) - BEGINNING_ONLY


def _goes_on(name: list[str], letters: str) -> bool:
    """Whether `letters` are the end of the word just said: "Daniel, deux l e"."""
    doubled = letters[:1] * 2 == letters[:2] and len(letters) in (3, 4)
    return doubled and bool(name) and flat(name[-1]).endswith(flat(letters[0]))


def _assembled(said: str) -> str | None:
    """The words, spelled letters and changes of letters of `said` put together; None if unclear."""
    low = flat(said)
    tokens = tokens_of(said)
    name: list[str] = []
    at, just_spelled = 0, ""

    def stop(index: int) -> bool:
        return ending_at(low, tokens[index].start)

    while at < len(tokens):
        token = tokens[at]
        spelled = None if stop(at) else spelled_at(tokens, at, stop)
        if spelled and _is_spelling(tokens, at, spelled, name):
            if spelled.letters is None:
                return None
            name = _put_letters(name, spelled.letters)
            just_spelled = flat(spelled.letters)
            at = spelled.end
            continue
        if name and (change := change_at(low, said, token.start)):
            changed = change.apply(" ".join(name))
            if changed is None:
                return None
            name = changed.split(" ")
            while at < len(tokens) and tokens[at].start < change.end:
                at += 1
            continue
        if token.flat == "trait" and at + 1 < len(tokens) and tokens[at + 1].flat == "d'union":
            name.append("-")
            at += 2
            continue
        if token.flat in ("tiret", "hyphen"):
            name.append("-")
        elif token.flat == "apostrophe":
            name.append("'")
        elif re.match(r"[^\W_]", token.text) and token.flat != just_spelled:
            name.append(token.text)
        at += 1
    name = _once(name)
    joined = re.sub(r"\s*([-'])\s*", r"\1", " ".join(name))
    return joined.strip(" -'’")


def _once(name: list[str]) -> list[str]:
    """`name` without the words that only say its end again: "Le Du, le du en deux mots"."""
    plain = [flat(word) for word in name]
    for size in range(len(name) // 2, 1, -1):
        if plain[-size:] == plain[-2 * size : -size]:
            return name[:-size]
    return name


def _is_spelling(tokens: list[Token], at: int, spelled: Spelled, name: list[str]) -> bool:
    if spelled.letters is None:
        return True
    if spelled.units >= 3:
        return True
    if spelled.units < 2:
        return False
    if name:
        alike = any(fuzz.ratio(flat(word), flat(spelled.letters)) >= ALIKE for word in name)
        return alike or _goes_on(name, spelled.letters)
    return spelled.end == len(tokens)


def _restarted(said: str) -> str:
    """What was meant after "Dupon, non, Dupont": only the corrected word changes."""
    low = flat(said)
    if wrong := _RATHER_NOT.match(low):
        return said[wrong.end() :] or said
    while True:
        marks = [m for m in _AGAIN.finditer(low) if _speaks(low[: m.start()])]
        if not marks:
            break
        left, right = said[: marks[0].start()], said[marks[0].end() :]
        if not _speaks(right):
            said = left
            break
        said = _corrected(_trimmed(left), _trimmed(right))
        low = flat(said)
    if (not_so := _AND_NOT.search(low)) and _speaks(low[: not_so.start()]):
        said = said[: not_so.start()]
    return said


def _corrected(left: str, right: str) -> str:
    tokens = tokens_of(right)
    if tokens and change_at(flat(right), right, tokens[0].start):
        return f"{left} {right}"
    spelled = spelled_at(tokens, 0) if tokens else None
    if spelled and spelled.units >= 3:
        before = tokens_of(left)
        again = spelled_at(before, 0) if before else None
        return right if again and again.units >= 3 else f"{left} {right}"
    head = left.split()
    if len(right.split()) == 1 and len(head) > 1 and not re.search(r"\d", left):
        score, at = max((fuzz.ratio(flat(w), flat(right)), i) for i, w in enumerate(head))
        at = at if score >= ALIKE else len(head) - 1
        return " ".join([*head[:at], right, *head[at + 1 :]])
    return right


def _prepared(said: str) -> str:
    said = re.sub(r"(?i)\bet (?:puis|pis)(?: aussi)?\b", ",", said)
    said = _EXPLAINED.sub(r"\1", said)
    said = _LIGATURE.sub("œ", said)
    said = _CHAINED.sub(lambda m: re.sub(r"[-./·]", " ", m.group()), said)
    said = _without(_NEXT_ONE, said, ",")
    said = _without(_NOT_THAT, said, "")
    if (described := _TITLED_AFTER.match(flat(said))) and said[: described.end()].islower():
        said = said[described.end() :]
    low = flat(said)
    for mark in reversed(list(_SPELL_MARK.finditer(low))):
        said = said[: mark.start()] + " , " + said[mark.end() :]
    return said


def _without(pattern: re.Pattern[str], said: str, instead: str) -> str:
    for found in reversed(list(pattern.finditer(flat(said)))):
        said = said[: found.start()] + instead + said[found.end() :]
    return said


def _elided(said: str) -> str:
    """`said` with the apostrophes that speech recognition drops: "d arc", "o brien".

    A letter after a letter, or before "deux" or "comme", is one of a spelling.
    """

    def join(found: re.Match[str]) -> str:
        spelling = re.search(r"(?:^|[\s,])\w[\s,]+$", said[: found.start()])
        told = re.match(r"(?i)(?:deux|double|comme)\b", said[found.end() :])
        return found.group() if spelling or told else f"{found.group(1)}'"

    said = _ELIDED.sub(join, said)
    return _IRISH.sub(join, said)


def _read(said: str) -> str | Refusal:
    said = tidy(said)
    if len(said) > LONGEST_SENTENCE:
        return NotAName()
    if not _speaks(said):
        return NothingHeard()
    low = flat(said)
    if said.rstrip().endswith("?") or _QUESTION.match(low):
        return NotAName()
    said = _trimmed(said_once(_restarted(_trimmed(_prepared(said))), _trimmed))
    if all(token.flat in _NOISE or not _speaks(token.text) for token in tokens_of(said)):
        return NothingHeard()
    name = _assembled(_elided(said))
    if name is None:
        return SpellingUnclear()
    words = without_echo(name.split())
    if not words:
        tokens = tokens_of(said)
        changes = tokens and change_at(flat(said), said, tokens[0].start)
        return SpellingUnclear() if changes else NotAName()
    if not _could_be_a_name(words):
        return _before_a_clause(
            said, described=_DESCRIBES.match(low) is not None
        ) or _after_a_title(said)
    name = printed(" ".join(words))
    return name if len(name) <= LONGEST_NAME else NotAName()


_CLAUSE = re.compile(
    r"[\s,]+(?=(?:je|j'ai|qui|c'est|parce|mais|vous|on|elle|il|that|who|which|she's|he's"
    r"|since|depuis|quand|avant|because|when)[\s']|c'est)"
)
_NO_NAMES = frozenset(
    [
        "pardon", "attention", "dites", "regardez", "excusez", "desole", "desolee", "doucement",
        "minute", "mince", "zut", "tiens", "maintenant", "la", "ici", "voyez", "sorry", "wait",
        "look",
    ]
)  # fmt: skip


def _before_a_clause(said: str, *, described: bool) -> str | None:
    """The name before "qui m'accompagne" or "je crois", in a sentence that denies nothing.

    When the sentence begins with who it is, the name may come after that.
    """
    if _DENIED.search(flat(said)):
        return None
    found = [_clean(part) for part in re.split(r",", said)]
    names = [name for name in found if name]
    if not names:
        return None
    longer = [name for name in names[1:] if flat(name).startswith(flat(names[0]) + " ")]
    if longer or found[0]:
        return longer[0] if longer else names[0]
    return names[0] if len(names) == 1 and described else None


def _clean(part: str) -> str | None:
    clause = _CLAUSE.search(flat(part))
    words = _trimmed(part[: clause.start()] if clause else part).split()
    plain = {flat(w) for w in words}
    if (
        not 1 <= len(words) <= 4
        or flat(words[0]) in _INDEFINITE
        or plain & (_SENTENCE | _FUNCTION | _NOISE | _NO_NAMES)
    ):
        return None
    return printed(" ".join(words)) if _could_be_a_name(words) else None


_NOBODY = frozenset({"moi", "lui", "nous", "vous", "eux", "personne", "rien", "me", "nobody"})
_SAME = frozenset({"meme", "pareil", "pareille", "idem", "toujours", "same"})
_ANYBODY = (
    r"(?:l[ea]s? |the )(?:pompiers|samu|police|gendarmes?|gendarmerie|secours|mairie|ambulance)"
)
_INDEFINITE = frozenset({"un", "une", "des", "celui", "celle", "quelque", "someone", "some"})
_TITLED = re.compile(rf"\b(?:(?:{_TITLE}|nom de|called me|m'appelle(?:nt)?)\s+)+")
_DENIED = re.compile(r"\b(?:pas|jamais|plus|non|sais|ne|not|never|no)\b|n't\b|\bn'")


def _after_a_title(said: str) -> str | Refusal:
    """The name after "madame" in a whole sentence that denies nothing, if it is the only one."""
    marks = list(_TITLED.finditer(flat(said)))
    if len(marks) != 1 or _DENIED.search(flat(said)) or len(said.split()) > MOST_WORDS + 4:
        return NotAName()
    for start, end in _runs_of_name_words(said):
        words = said[max(start, marks[0].end()) : end].split()
        if start <= marks[0].end() < end and _could_be_a_name(words):
            return printed(" ".join(words))
    return NotAName()


def _could_be_a_name(words: list[str]) -> bool:
    if len(words) > MOST_WORDS or not all(_NAME_WORD.fullmatch(w) for w in words):
        return False
    plain = [flat(w).replace("’", "'") for w in words]
    if re.fullmatch(rf"{_MINE}|{_MY_EN}|{_ANYBODY}", " ".join(plain)) or (
        plain[0] in _INDEFINITE and plain[1:]
    ):
        return False
    if _SAME & set(plain) or (len(plain) == 1 and plain[0] in _NOBODY):
        return False
    if change_at(" ".join(plain), " ".join(plain), 0) and len(words) > 1:
        return False
    numbers = NUMBER_WORDS["fr"] | NUMBER_WORDS["en"]
    if all(w in numbers for w in plain) and len(plain) > 1:
        return False
    if len(plain) == 1:
        return plain[0] not in _SENTENCE
    if any(
        w in _SENTENCE
        or (w.split("'")[0] in ("j", "qu", "n", "s", "t") and w[1:2] == "'" and not _african(w))
        for w in plain
    ):
        return False
    return sum(w in _FUNCTION for w in plain) < (2 if len(plain) < 4 else 1)


def _african(word: str) -> bool:
    return bool(re.match(r"n'[bcdfgjkmprtz]", word))


def name_in(said: str) -> str | Refusal:
    """The name said or spelled in `said`, as it is printed; it is read again as itself."""
    read = _read(said)
    if isinstance(read, Refusal):
        return read
    return settled(read, _read, str) or NotAName()


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, printed as the module says."""

    name: str = "name"
    refusals: tuple[type[Refusal], ...] = (NothingHeard, NotAName, SpellingUnclear, NotByKeys)

    def understand(self, said: str, asked: Asked) -> Answer:
        """The name said or spelled in `said`.

        Refuses with `NothingHeard`, `NotAName` (digits, a question, a sentence, over 80
        characters) or `SpellingUnclear` (letters that contradict themselves, or a change of
        letters that may go to several places).
        """
        read = name_in(said)
        return Understood(read) if isinstance(read, str) else read

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """Refuses with `NotByKeys`."""
        return NotByKeys()

    def say_back(self, value: Value, asked: Asked) -> str:
        """The name itself; `spell` says its letters."""
        return str(value)


NAME = Name()

_BEFORE_A_NAME = re.compile(
    r"(?:s'appelle|s appelle|se nomme|m'appelle|m appelle|prenomme|nommee?|is called|is named"
    r"|named|called|my name is|name's|"
    r"\bc'est|\bce sera|\bce serait|it's|\bmadame|\bmonsieur|\bmademoiselle|\bmme|\bmlle|\bmr"
    r"|\bdocteur|\bdr\b\.?)"
    rf"\s+(?:avec\s+)?(?:{_TITLE}\s+)?"
)
_NOT_IN_A_NAME = (
    _SENTENCE
    | _FUNCTION
    | _NOISE
    | frozenset(
        [
            "et", "au", "aux", "un", "une", "en", "qui", "dont", "lui", "son", "sa", "leur", "puis",
            "ensuite", "car", "quand", "deja", "oui", "mobile", "portable", "fixe", "domicile",
            "travail", "maison", "numero", "no", "tel", "joindre", "appeler", "prevenir", "habite",
            "demeure", "vit", "urgence", "confiance", "premier", "deuxieme", "contact", "adresse",
            "mail", "voisin", "voisine", "ami", "amie", "famille", "soir", "matin", "toujours",
            "souvent", "seulement", "comme", "celui", "celle", "aupres", "est", "sont", "at", "on",
            "her", "his", "phone", "number",
        ]
    )
)  # fmt: skip
_LOWER_INNER = _SMALL | {
    "la",
    "le",
    "les",
    "van",
    "von",
    "der",
    "den",
    "da",
    "dos",
    "el",
    "al",
    "ben",
}


def spot_name(said: str, asked: Asked) -> tuple[str, tuple[int, int]] | None:
    """A person's name within a longer sentence, and its place; None unless it is clear.

    Clear is: after "c'est" or "s'appelle" or a title, at least two words with capitals, or
    nothing but two or three unknown words left.
    """
    if len(said) > LONGEST_SENTENCE:
        return None
    low = flat(said)
    runs = _runs_of_name_words(said)
    for mark in _BEFORE_A_NAME.finditer(low):
        for start, end in runs:
            if start <= mark.end() < end:
                return _named(said, mark.end(), end, asked)
    for start, end in runs:
        words = said[start:end].split()
        capitals = [w for w in words if w[:1].isupper()]
        if len(capitals) >= 2 and capitals[0] == words[0]:
            return _named(said, start, end, asked)
    if len(runs) == 1:
        start, end = runs[0]
        if len(said[start:end].split()) in (2, 3) and len(_words_beside(said, start, end)) <= 4:
            return _named(said, start, end, asked)
    return None


def _runs_of_name_words(said: str) -> list[tuple[int, int]]:
    """The places of unbroken words that a name may have, commas and common words breaking them."""
    runs: list[tuple[int, int]] = []
    for found in re.finditer(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", said):
        word = flat(found.group())
        inside = bool(runs) and re.fullmatch(r"\s*", said[runs[-1][1] : found.start()]) is not None
        if word in _NOT_IN_A_NAME or re.match(r"(?:c|j|qu|n|s|m|t)'[aeiouyh]", word):
            continue
        if word in _LOWER_INNER and not inside and word not in ("de", "du", "le", "la", "des"):
            continue
        if re.fullmatch(_RELATIVE, word) and found.group()[:1].islower():
            continue
        if inside:
            runs[-1] = (runs[-1][0], found.end())
        else:
            runs.append((found.start(), found.end()))
    return [(s, e) for s, e in runs if flat(said[s:e]) not in _LOWER_INNER]


def _words_beside(said: str, start: int, end: int) -> list[str]:
    return re.findall(r"[^\W\d_]{3,}", said[:start] + " " + said[end:])


def _named(said: str, start: int, end: int, asked: Asked) -> tuple[str, tuple[int, int]] | None:
    answer = NAME.understand(said[start:end], asked)
    if not isinstance(answer, Understood) or not isinstance(answer.value, str):
        return None
    return answer.value, (start, end)
