"""One of the options of a question, by its phrases or its number; never a guess."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answers.kind import (
    Answer,
    Asked,
    Lang,
    NothingHeard,
    Option,
    Refusal,
    Understood,
    Value,
)
from assistant.answers.numbers import Number, read_numbers
from assistant.answers.tokens import Token, length_at, phrases, texts, tokens_of, word_set


@dataclass(frozen=True, slots=True)
class SeveralChoices(Refusal):
    """Two options were heard in one sentence."""


@dataclass(frozen=True, slots=True)
class NoSuchChoice(Refusal):
    """What was said is none of the options, or only says which one it is not."""


NEARLY_SAID = 5  # letters from which a word of an option may be heard with a letter wrong
WORDS_OF_A_NEAR_MISS = 8  # in longer sentences a word that nearly fits is another word
REACH_OF_A_NOT = 4  # words after "pas" in which an option is still what it is not

_FILLERS: dict[Lang, frozenset[str]] = {
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
_ALL_OF_THEM: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("les deux|tous les deux|toutes les deux|tous|toutes|les trois|l un ou l autre"),
    "en": phrases("both|all of them|either|all"),
}
_LAST: dict[Lang, frozenset[str]] = {"fr": word_set("dernier derniere"), "en": word_set("last")}

_NOT: dict[Lang, frozenset[str]] = {
    "fr": word_set("pas ni sauf sans jamais plus excepte aucun aucune"),
    "en": word_set("not t no never except without neither nor dont cannot"),
}
_NOT_AFTER: dict[Lang, frozenset[str]] = {
    "fr": word_set("pas jamais guere point"),
    "en": word_set("not"),
}
_ANSWERS = word_set("oui non ouais yes no d accord")  # "oui pas encore": not a yes undone
_PLAIN_ANSWERS = word_set("oui ouais non nan yes no")
_CLAUSE_ENDS: dict[Lang, frozenset[str]] = {
    "fr": word_set("mais plutot c est enfin donc alors oui si car parce"),
    "en": word_set("but rather s is so yes because instead"),
}
_CORRECTS: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases(
        "pardon|non pardon|je me trompe|je me suis trompe|je me suis trompee|je veux dire|oups"
        "|excusez moi|enfin|enfin non|non plutot|je me corrige|je rectifie|correction"
    ),
    "en": phrases("sorry|i mean|actually|no rather|correction|no sorry|i meant"),
}

_UNSURE: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases(
        "je ne sais pas|je sais pas|je ne sais plus|je sais plus|pas sur|pas sure|pas certaine"
        "|pas certain|j hesite"
    ),
    "en": phrases("i don t know|i do not know|not sure|i m unsure|not certain|can t remember"),
}
_WILLS: dict[Lang, frozenset[str]] = {
    "fr": word_set("veux accepte refuse accord oppose souhaite oui non bien jamais"),
    "en": word_set("want accept refuse agree oppose wish yes no don never"),
}
_STOPS: dict[Lang, tuple[str, ...]] = {
    "fr": ("mour", "meur", "debranch", "laiss", "arret", "abandon", "cess", "interromp", "stopp"),
    "en": ("die", "dying", "stop", "unplug", "withdr", "abandon", "switch"),
}

# Words that make another relative or person of the one that follows or precedes them.
_MAKES_ANOTHER: dict[Lang, Mapping[str, frozenset[str]]] = {
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
_UNLIKE = ("in", "im", "dis", "des", "de", "un", "non", "re", "sur", "sous", "anti")
"""Beginnings that turn a word into its contrary: "actif" is not nearly "inactif"."""


def _stem(word: str) -> str:
    """A word without the mark of the plural."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


_Words = tuple[str, ...]


@lru_cache(maxsize=512)
def _phrases_of(option: Option) -> tuple[_Words, ...]:
    """The ways an option is said, as plain words without their plurals."""
    cut = (texts(tokens_of(phrase)) for phrase in (option.say, *option.heard))
    return tuple(dict.fromkeys(tuple(map(_stem, words)) for words in cut if words))


@lru_cache(maxsize=128)
def _index(options: tuple[tuple[str, Option], ...]) -> tuple[Mapping[_Words, frozenset[str]], int]:
    """Each phrase with the options it may mean, and the number of words of the longest."""
    index: dict[_Words, frozenset[str]] = {}
    for name, option in options:
        for phrase in _phrases_of(option):
            index[phrase] = index.get(phrase, frozenset()) | {name}
    return index, max((len(phrase) for phrase in index), default=0)


@dataclass(frozen=True, slots=True)
class _Match:
    """An option's phrase in the sentence: tokens `first` up to but not including `last`."""

    options: frozenset[str]
    first: int
    last: int


def _matches(words: Sequence[str], asked: Asked) -> list[_Match]:
    """The phrases in a sentence, the longest first where they overlap, in the order said."""
    index, longest = _index(tuple(asked.options.items()))
    stems = tuple(map(_stem, words))
    taken: list[frozenset[str] | None] = [None] * len(stems)
    found: list[_Match] = []
    for length in range(min(longest, len(stems)), 0, -1):
        for first in range(len(stems) - length + 1):
            options = index.get(stems[first : first + length])
            inside = taken[first : first + length]
            fits = all(other in (None, options) for other in inside) and None in inside
            if options and fits:
                taken[first : first + length] = [options] * length
                found.append(_Match(options, first, first + length))
    return sorted(found, key=lambda match: match.first)


def _is_another(tokens: Sequence[Token], match: _Match, lang: Lang) -> bool:
    """Whether a word beside the phrase makes someone else of it: "belle-" before "fille"."""
    before = tokens[match.first - 1].text if match.first else ""
    makes = _MAKES_ANOTHER[lang].get(before)
    if makes and ("*" in makes or _stem(tokens[match.first].text) in makes):
        return True
    return lang == "en" and texts(tokens[match.last : match.last + 2]) == ("in", "law")


def _is_negated(
    tokens: Sequence[Token], match: _Match, taken: Mapping[int, int], lang: Lang
) -> bool:
    """Whether the sentence says that it is not this option.

    `taken`: the tokens of every phrase heard, each with the number of words of its phrase.
    """
    for back in range(1, REACH_OF_A_NOT + 1):
        at = match.first - back
        if at < 0 or tokens[at].text in _CLAUSE_ENDS[lang] or _pauses(tokens[at + 1]):
            break
        denies = tokens[at].text in _NOT[lang]
        if at in taken and not (denies and taken[at] == 1):
            break
        if denies:
            return True
    if match.last >= len(tokens) or match.last in taken or _pauses(tokens[match.last]):
        return False
    said = tokens[match.last - 1].text
    return tokens[match.last].text in _NOT_AFTER[lang] and said not in _ANSWERS


def _pauses(token: Token) -> bool:
    """Whether there is a pause before a word."""
    return any(mark in token.gap for mark in ",;.!?…")


def _is_turned_over(tokens: Sequence[Token], found: Sequence[_Match], lang: Lang) -> bool:
    """Whether a yes, a no or a will is about stopping, so that it may mean its contrary.

    "Je ne veux pas mourir" is no refusal of care, nor is "je ne veux pas qu'on me débranche",
    though each begins like one. What cannot be told for sure is asked again.
    """
    words = texts(tokens)
    willed = [m for m in found if any(w in _WILLS[lang] for w in words[m.first : m.last])]
    if not willed:
        return False
    covered = {i for match in found for i in range(match.first, match.last)}
    if any(w.startswith(_STOPS[lang]) for i, w in enumerate(words) if i not in covered):
        return True
    begun = {m.first: m for m in found}
    return any(
        match.last in begun
        and words[match.last - 1] in _NOT[lang]
        and words[match.last] in ("qu", "que", "to")
        and not tokens[match.last].gap.strip("'’ ")
        for match in willed
    )


def _is_unsure(tokens: Sequence[Token], found: Sequence[_Match], lang: Lang) -> bool:
    """Whether "je ne sais pas" is said, where it is no option itself: "je sais plus lequel"."""
    words = texts(tokens)
    covered = {i for match in found for i in range(match.first, match.last)}
    return bool(found) and any(
        i not in covered and length_at(words, i, _UNSURE[lang]) for i in range(len(words))
    )


def _meant(tokens: Sequence[Token], asked: Asked) -> tuple[list[_Match], bool]:
    """The options affirmed in a sentence, and whether one was only denied."""
    found = _matches(texts(tokens), asked)
    if _is_turned_over(tokens, found, asked.lang) or _is_unsure(tokens, found, asked.lang):
        return [], True
    taken = {i: m.last - m.first for m in found for i in range(m.first, m.last)}
    kept = [
        match
        for match in found
        if not _is_another(tokens, match, asked.lang)
        and not _is_negated(tokens, match, taken, asked.lang)
    ]
    return _after_correction(tokens, kept, asked.lang), len(kept) < len(found)


def _after_correction(tokens: Sequence[Token], matches: list[_Match], lang: Lang) -> list[_Match]:
    """Only what was said after the last "pardon" or "je me trompe", if an option was."""
    words = texts(tokens)
    if any(w in _PLAIN_ANSWERS for m in matches for w in words[m.first : m.last]):
        return matches  # "oui, enfin non" is a doubt, not a correction
    at = cut = 0
    covered = {i for match in matches for i in range(match.first, match.last)}
    while at < len(words):
        length = length_at(words, at, _CORRECTS[lang])
        if length and at not in covered:
            cut = at + length
        at += length or 1
    return [match for match in matches if match.first >= cut] or matches


def _one_of(matches: Sequence[_Match]) -> str | Refusal | None:
    """The option that every phrase heard may mean; None when no phrase was heard."""
    if not matches:
        return None
    common = frozenset.intersection(*(match.options for match in matches))
    return next(iter(common)) if len(common) == 1 else SeveralChoices()


def _by_number(tokens: Sequence[Token], asked: Asked) -> str | Refusal | None:
    """The option whose number or rank is said with nothing else around it."""
    words = texts(tokens)
    read = read_numbers(tokens, asked.lang)
    ranked = any(number.ordinal for number in read)
    numbers = [n for n in read if not _is_an_article(tokens, n, ranked)]
    taken = {i for n in numbers for i in range(n.first, n.last)}
    if any(length_at(words, i, _ALL_OF_THEM[asked.lang]) for i in range(len(words))):
        return SeveralChoices()
    last = [i for i, word in enumerate(words) if word in _LAST[asked.lang]]
    others = [w for i, w in enumerate(words) if i not in taken and i not in last]
    if any(word not in _FILLERS[asked.lang] for word in others):
        return None
    names = tuple(asked.options)
    said = {n.value for n in numbers} | ({len(names)} if last else set())
    if not said:
        return None
    if len(said) > 1:
        return SeveralChoices()
    place = said.pop()
    return names[place - 1] if 1 <= place <= len(names) else NoSuchChoice()


def _is_an_article(tokens: Sequence[Token], number: Number, ranked: bool) -> bool:
    """Whether it is the "un" of "un choix" or the "one" of "the second one", not the number."""
    if ranked and tokens[number.first].text == "one":
        return True
    return (
        number.spoken
        and not number.ordinal
        and tokens[number.first].text in ("un", "une", "one")
        and number.last < len(tokens)
    )


def _nearly(said: str, word: str) -> bool:
    """Whether `said` is `word` with a letter or two wrong, and not its contrary."""
    if said == word:
        return True
    if min(len(said), len(word)) < NEARLY_SAID or said[0] != word[0]:
        return False
    longer, shorter = sorted((said, word), key=len, reverse=True)
    if any(longer == beginning + shorter for beginning in _UNLIKE):
        return False
    from rapidfuzz.distance import OSA

    allowed = 1 if min(len(said), len(word)) < 8 else 2
    return OSA.distance(said, word, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=128)
def _by_first_letter(
    options: tuple[tuple[str, Option], ...],
) -> Mapping[str, list[tuple[_Words, frozenset[str]]]]:
    """The phrases with a word long enough to be misheard, by their first letter."""
    found: dict[str, list[tuple[_Words, frozenset[str]]]] = {}
    for phrase, names in _index(options)[0].items():
        if max(map(len, phrase)) >= NEARLY_SAID:
            found.setdefault(phrase[0][0], []).append((phrase, names))
    return found


def _near_misses(words: Sequence[str], asked: Asked) -> Iterator[_Match]:
    stems = tuple(map(_stem, words))
    by_letter = _by_first_letter(tuple(asked.options.items()))
    for first, word in enumerate(stems):
        for phrase, options in by_letter.get(word[0], ()):
            heard = stems[first : first + len(phrase)]
            if len(heard) == len(phrase) and all(map(_nearly, heard, phrase)):
                yield _Match(options, first, first + len(phrase))


def _by_near_miss(tokens: Sequence[Token], asked: Asked) -> str | Refusal | None:
    """The only option that a short sentence nearly says."""
    if len(tokens) > WORDS_OF_A_NEAR_MISS:
        return None
    found = sorted(_near_misses(texts(tokens), asked), key=lambda m: m.first - m.last)
    if not found:
        return None
    longest = [m for m in found if m.last - m.first == found[0].last - found[0].first]
    for match in longest:
        if _is_negated(tokens, match, {}, asked.lang) or _is_another(tokens, match, asked.lang):
            return NoSuchChoice()
    return _one_of(longest)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of `asked.options`, kept as its id."""

    name: str = "choice"
    refusals: tuple[type[Refusal], ...] = (NothingHeard, SeveralChoices, NoSuchChoice)

    def understand(self, said: str, asked: Asked) -> Answer:
        """The option said by one of its phrases, by its number or rank, or nearly.

        Refuses with `SeveralChoices` (two options in one sentence) and `NoSuchChoice` (a number
        that no option has, or "pas le pharmacien").
        """
        tokens = tokens_of(said)
        if not tokens:
            return NothingHeard()
        words = tuple(map(_stem, texts(tokens)))
        exact = [
            name
            for name, option in asked.options.items()
            if tuple(map(_stem, texts(tokens_of(option.say)))) == words
        ]
        if len(exact) == 1:
            return Understood(exact[0])
        matches, denied = _meant(tokens, asked)
        for found in (_one_of(matches), _by_number(tokens, asked)):
            if found is not None:
                return found if isinstance(found, Refusal) else Understood(found)
        if denied:
            return NoSuchChoice()
        near = _by_near_miss(tokens, asked)
        if near is not None:
            return near if isinstance(near, Refusal) else Understood(near)
        return NothingHeard()

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """The option's place in the list, from 1."""
        if not (keys.isascii() and keys.isdecimal() and len(keys) <= 3):
            return NothingHeard() if not keys else NoSuchChoice()
        names = tuple(asked.options)
        place = int(keys)
        return Understood(names[place - 1]) if 1 <= place <= len(names) else NoSuchChoice()

    def say_back(self, value: Value, asked: Asked) -> str:
        """The option's own name, as it is proposed."""
        option = asked.options.get(str(value))
        return option.say if option else str(value)


def spot_choice(said: str, asked: Asked) -> tuple[str, tuple[int, int]] | None:
    """The one option whose phrase is in a longer sentence, and the characters it takes.

    Its number alone does not count, nor a near miss; None when two options are in it.
    """
    tokens = tokens_of(said)
    matches, _ = _meant(tokens, asked)
    found = _one_of(matches)
    if not isinstance(found, str):
        return None
    first = matches[0]
    return found, (tokens[first.first].start, tokens[first.last - 1].end)


CHOICE = Choice()
