"""Telephone numbers: French ones in any grouping, overseas and foreign ones, kept as E.164.

Source: Arcep, décision 2018-0881, plan national de numérotation (ten digits, 0 then 1 to 9);
phonenumbers for the overseas territories and other countries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypeAlias

from assistant.answers.kind import Answer, Asked, Lang, NothingHeard, Refusal, Understood, Value
from assistant.answers.numbers import Number, read_numbers
from assistant.answers.tokens import Token, length_at, phrases, texts, tokens_of, word_set


@dataclass(frozen=True, slots=True)
class TooFewDigits(Refusal):
    """`heard`: how many digits were heard; a French number has ten."""

    heard: int


@dataclass(frozen=True, slots=True)
class TooManyDigits(Refusal):
    """`heard`: how many digits were heard; a French number has ten."""

    heard: int


@dataclass(frozen=True, slots=True)
class NotATelephone(Refusal):
    """The digits are no one's telephone: an emergency or short number, or one not in the plan."""


@dataclass(frozen=True, slots=True)
class SeveralNumbers(Refusal):
    """More than one number was said, or a correction that may be read in more than one way."""


DIGITS_OF_A_FRENCH_NUMBER = 10  # with its 0; Arcep, décision 2018-0881
MOST_DIGITS = 60  # of one number, repeats and corrections included; more is noise
MOST_CORRECTIONS = 4  # in one sentence; more is refused rather than guessed
BEGUN_AGAIN = 4  # digits said alike, from which a number was begun again
A_NUMBER_BEGUN = 6  # digits beside a whole number from which a second one was begun
HEARD_AS_A_NUMBER = 3  # digits under which a sentence spoke of something else ("j'ai 82 ans")

REGIONS = ("FR", "RE", "MQ", "GP", "GF", "YT")  # tried in turn for ten digits without a country
OVERSEAS_CODES = ("262", "590", "594", "596")
# The overseas territory of each prefix that is its own: phonenumbers finds some valid in FR too.
OVERSEAS = {
    "0262": "RE", "0263": "RE", "0692": "RE", "0693": "RE", "0269": "YT", "0639": "YT",
    "0590": "GP", "0690": "GP", "0691": "GP", "0594": "GF", "0694": "GF", "0596": "MQ",
    "0696": "MQ", "0697": "MQ",
}  # fmt: skip
_FICTION = "063998"  # metropolitan numbers kept for films and examples; Arcep
_IN_THE_PLAN = re.compile(r"0[1-79]\d{8}")  # 08 only when phonenumbers knows it

# 15, 17, 18, 112, 114, 115, 119, 191, 196, 197; 116 xxx, 118 xxx; 3xxx and 10xx (services).
# Source: Arcep, plan national de numérotation; service-public.fr F33954 for the emergency ones.
_SHORT = re.compile(r"1[578]|11[24589]|19[167]|11[68]\d{3}|3\d{3}|10\d\d")

_FILLERS: dict[Lang, tuple[tuple[str, ...], ...]] = {
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
_CORRECTIONS: dict[Lang, tuple[tuple[str, ...], ...]] = {
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
_LIKELY: dict[Lang, tuple[tuple[str, ...], ...]] = {
    "fr": phrases("enfin je crois|enfin je crois bien|enfin je pense|enfin il me semble"),
    "en": phrases("at least i think|at least i think so|i think so"),
}
"""Said after a number that stays: critical numbers are read back in any case."""
_NOT: dict[Lang, frozenset[str]] = {"fr": word_set("pas"), "en": word_set("not")}
_ARTICLES: dict[Lang, frozenset[str]] = {
    "fr": word_set("le la au du celui de un numero"),
    "en": word_set("the a number on"),
}
_SOFT: dict[Lang, frozenset[str]] = {
    "fr": word_set("est mais dernier fin bien"),
    "en": word_set("s is but last end"),
}
_TIMES: dict[Lang, dict[str, int]] = {
    "fr": {"double": 2, "triple": 3, "quadruple": 4},
    "en": {"double": 2, "triple": 3, "treble": 3},
}
_PLUS = "plus"

Mark: TypeAlias = Literal["corrected", "negated", "soft"]


@dataclass(frozen=True, slots=True)
class _Group:
    """Digits said together. `mark`: how what came before is corrected by them, if it is."""

    digits: str
    start: int
    end: int
    mark: Mark | None = None
    begins: bool = False
    international: bool = False


@dataclass(slots=True)
class _Series:
    """Groups that belong together, for all one can hear. `doubted`: taken back, nothing after."""

    groups: list[_Group] = field(default_factory=list)
    negated: bool = False
    doubted: bool = False

    @property
    def digits(self) -> str:
        return "".join(group.digits for group in self.groups)

    @property
    def international(self) -> bool:
        return self.groups[0].international


def _groups(said: str, lang: Lang) -> Iterator[_Group]:
    """The groups of digits of a sentence, "deux fois le six" and "double zéro" written out."""
    tokens = tokens_of(said)
    numbers = [number for number in read_numbers(tokens, lang) if not number.ordinal]
    done = 0  # tokens dealt with
    at = 0
    while at < len(numbers):
        number = numbers[at]
        first, last, digits = number.first, number.last, number.digits
        if written := _written_out(tokens, numbers, at, lang):
            digits, at = written[0], written[1]
            last = numbers[at].last
        if first > done and (times := _TIMES[lang].get(tokens[first - 1].text)):
            digits, first = digits * times, first - 1
        at += 1
        gap = texts(tokens[done:first])
        between = said[tokens[done - 1].end if done else 0 : tokens[first].start]
        international = between.endswith("+") or (bool(gap) and gap[-1] == _PLUS)
        if international and gap and gap[-1] == _PLUS:
            gap = gap[:-1]
        opened = between.rstrip().endswith("(") and said[tokens[last - 1].end :].lstrip()[:1] == ")"
        mark, begins = _sort_gap(gap, lang)
        if not (opened and digits == "0" and done):
            yield _Group(
                digits,
                tokens[first].start,
                tokens[last - 1].end,
                mark,
                begins or done == 0 or international or ";" in between,
                international,
            )
        done = last
    if done:
        mark, breaks = _sort_gap(texts(tokens[done:]), lang)
        if mark in ("corrected", "negated") and not breaks and not said.rstrip().endswith("?"):
            yield _Group("", len(said), len(said), "corrected")


def _written_out(
    tokens: Sequence[Token], numbers: Sequence[Number], at: int, lang: Lang
) -> tuple[str, int] | None:
    """Digits for "deux fois six" and "trois zéros", and the index of their last number."""
    if lang != "fr" or at + 1 >= len(numbers) or not 2 <= numbers[at].value <= 5:
        return None
    times, repeated = numbers[at].value, numbers[at + 1]
    between = texts(tokens[numbers[at].last : repeated.first])
    if between in (("fois",), ("fois", "le"), ("fois", "un")) or (
        not between and tokens[repeated.first].text == "zeros"
    ):
        return repeated.digits * times, at + 1
    return None


def _sort_gap(gap: Sequence[str], lang: Lang) -> tuple[Mark | None, bool]:
    """What the words between two groups do: the mark they set, and whether they part numbers."""
    mark: Mark | None = None
    at = 0
    while at < len(gap):
        if length := length_at(gap, at, _LIKELY[lang]):
            pass
        elif length := length_at(gap, at, _CORRECTIONS[lang]):
            mark = "corrected"
        elif length := length_at(gap, at, _FILLERS[lang]):
            if mark is None and any(word in _SOFT[lang] for word in gap[at : at + length]):
                mark = "soft"
        else:
            return ("negated" if _ends_negated(gap, lang) else None), True
        at += length
    if mark == "corrected" and _ends_negated(gap, lang):
        mark = "negated"
    return mark, False


def _ends_negated(gap: Sequence[str], lang: Lang) -> bool:
    """Whether the words end on "pas" or "pas le": what follows is what it is not."""
    left = list(gap)
    while left and left[-1] in _ARTICLES[lang]:
        left.pop()
    return bool(left) and left[-1] in _NOT[lang]


def _series(said: str, lang: Lang) -> list[_Series]:
    found: list[_Series] = []
    for group in _groups(said, lang):
        if not group.digits:
            found[-1].doubted = True
        elif group.begins:
            negated = group.mark == "negated"
            found.append(_Series([replace(group, mark=None)], negated=negated))
        else:
            found[-1].groups.append(group)
    return found


def _split_long(groups: Sequence[_Group]) -> list[_Group]:
    """Groups with a long typed one cut into pairs, so that its last pair can be corrected."""
    cut: list[_Group] = []
    for group in groups:
        if len(group.digits) < 8 or len(group.digits) % 2:
            cut.append(group)
            continue
        pairs = [group.digits[i : i + 2] for i in range(0, len(group.digits), 2)]
        cut += [
            replace(group, digits=p, mark=None if i else group.mark) for i, p in enumerate(pairs)
        ]
    return cut


def _with_leading_zero(groups: Sequence[_Group]) -> list[_Group]:
    """Join "zéro" and "six" into the one group that they are."""
    joined: list[_Group] = []
    for group in groups:
        last = joined[-1] if joined else None
        if last and last.digits == "0" and len(group.digits) == 1 and group.mark is None:
            joined[-1] = replace(last, digits="0" + group.digits, end=group.end)
        else:
            joined.append(group)
    return joined


_Digits: TypeAlias = tuple[str, ...]


def _readings(groups: Sequence[_Group]) -> set[_Digits]:
    """Every way to read the corrections of a series; its length tells which one was meant."""
    readings: set[_Digits] = {()}
    parts: list[list[_Group]] = [[]]
    for group in groups:
        if group.mark and parts[-1]:
            parts.append([])
        parts[-1].append(group)
    for part in parts:
        said = tuple(group.digits for group in part)
        mark = part[0].mark if part else None
        readings = {after for before in readings for after in _corrected(before, said, mark)}
    return readings


def _corrected(before: _Digits, said: _Digits, mark: Mark | None) -> Iterator[_Digits]:
    if not before or mark is None:
        yield before + said
        return
    if mark == "soft":
        yield before + said
    if mark == "negated":
        yield from _without(before, said[0], said[1:])
        return
    yield before[:-1] + said
    for back in range(2, len(before) + 1):
        replaced = before[-back:]
        resaid = replaced[0] == said[0] or back == len(before)
        alike = len(said) == back and any(a == b for a, b in zip(said, replaced, strict=True))
        if resaid or alike:
            yield before[:-back] + said


def _without(before: _Digits, wrong: str, said: _Digits) -> Iterator[_Digits]:
    """`before` with the group `wrong` taken back ("pas douze, treize", "treize, pas douze")."""
    places = [i for i, group in enumerate(before) if group == wrong]
    if not places:
        yield before + said
        return
    if not said:
        for place in places:
            if place < len(before) - 1:  # "… 56 78, c'est 57, pas 56": the last one replaces it
                yield (*before[:place], before[-1], *before[place + 1 : -1])
            if place == len(before) - 2:  # "… 56, 57 pas 56"
                yield (*before[:place], before[-1])
        return
    for place in places:
        yield before[:place] + said
        if len(said) == 1:
            yield (*before[:place], said[0], *before[place + 1 :])


@dataclass(frozen=True, slots=True)
class _Found:
    """A number and the characters that it takes in the sentence."""

    number: str
    start: int
    end: int


def _resolve(series: _Series) -> _Found | Refusal:
    """The one number that a series of groups is, or why it is none."""
    start, end = series.groups[0].start, series.groups[-1].end
    if len(series.digits) > MOST_DIGITS:
        return TooManyDigits(heard=len(series.digits))
    groups = _with_leading_zero(_split_long(series.groups))
    corrections = sum(group.mark is not None for group in groups)
    if corrections > MOST_CORRECTIONS:
        return SeveralNumbers()
    numbers: set[str] = set()
    for reading in _readings(groups):
        number = e164("".join(reading), international=series.international)
        if isinstance(number, str):
            numbers.add(number)
    if series.doubted or len(numbers) > 1:
        return SeveralNumbers()
    if numbers:
        return _Found(numbers.pop(), start, end)
    if isinstance(halves := _said_twice(series, groups), str):
        return _Found(halves, start, end)
    if halves is not None:
        return halves
    hard = any(group.mark in ("corrected", "negated") for group in groups)
    if hard and len(series.digits) > DIGITS_OF_A_FRENCH_NUMBER:
        return SeveralNumbers()
    longest = max(("".join(reading) for reading in _readings(groups)), key=len, default="")
    if not longest:  # "non pas douze", and nothing that it could be instead
        return SeveralNumbers()
    refused = e164(longest if hard else series.digits, international=series.international)
    return refused if isinstance(refused, Refusal) else SeveralNumbers()


def _said_twice(series: _Series, groups: Sequence[_Group]) -> str | SeveralNumbers | None:
    """The number of a series that is two numbers end to end, when they are the same.

    The first may have been broken off: "06 42 17 30, attendez, 06 42 17 30 08".
    """
    for cut in range(1, len(groups)):
        first, second = groups[:cut], groups[cut:]
        halves = [
            e164("".join(g.digits for g in half), international=half[0].international)
            for half in (first, second)
        ]
        if isinstance(halves[0], str) and isinstance(halves[1], str):
            if halves[0] == halves[1] or series.negated:
                return halves[1]
            return SeveralNumbers()
        begun = "".join(group.digits for group in first)
        whole = "".join(group.digits for group in second)
        if isinstance(halves[1], str) and len(begun) >= BEGUN_AGAIN and whole.startswith(begun):
            return halves[1]
    return None


def e164(digits: str, *, international: bool = False) -> str | Refusal:
    """The number in E.164, or why the digits are none. `international`: "+" was said before."""
    if not international and _SHORT.fullmatch(digits):
        return NotATelephone()
    if digits.startswith("00"):
        digits, international = digits[2:], True
    elif len(digits) == 11 and re.match(r"33[1-9]", digits):  # "33 6 12 …", the plus left out
        international = True
    if international and digits.startswith("33"):
        digits, international = f"0{digits[2:].removeprefix('0')}", False
    elif international and digits[:3] in OVERSEAS_CODES:
        return _overseas(digits[:3], digits[3:].removeprefix("0"))
    if international:
        return _abroad(digits)
    if len(digits) < DIGITS_OF_A_FRENCH_NUMBER:
        return TooFewDigits(heard=len(digits))
    if len(digits) > DIGITS_OF_A_FRENCH_NUMBER:
        return TooManyDigits(heard=len(digits))
    return _french(digits)


def _french(digits: str) -> str | Refusal:
    """Ten digits as E.164, in the first French region where they are someone's."""
    import phonenumbers

    if digits[0] != "0" or digits[1] == "0":
        return NotATelephone()
    overseas = OVERSEAS.get(digits[:4])
    for region in (overseas,) if overseas else REGIONS:
        number = phonenumbers.parse(digits, region)
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if _IN_THE_PLAN.fullmatch(digits) and (not overseas or digits.startswith(_FICTION)):
        return f"+33{digits[1:]}"
    return NotATelephone()


def _overseas(code: str, national: str) -> str | Refusal:
    """A number said with the code of an overseas territory, which must be the territory's own."""
    number = e164(f"0{national}") if not national.startswith("0") else NotATelephone()
    if isinstance(number, str) and not number.startswith(f"+{code}"):
        return NotATelephone()
    return number


def _abroad(digits: str) -> str | Refusal:
    import phonenumbers

    if len(digits) > 15:  # ITU-T E.164: at most fifteen digits
        return TooManyDigits(heard=len(digits))
    try:
        number = phonenumbers.parse(f"+{digits}", None)
    except phonenumbers.NumberParseException:
        return NotATelephone()
    possible = phonenumbers.is_possible_number_with_reason(number)
    if possible == phonenumbers.ValidationResult.TOO_SHORT:
        return TooFewDigits(heard=len(digits))
    if possible == phonenumbers.ValidationResult.TOO_LONG:
        return TooManyDigits(heard=len(digits))
    if possible != phonenumbers.ValidationResult.IS_POSSIBLE:
        return NotATelephone()
    kept = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    code = str(number.country_code)
    nationals = (digits.removeprefix(code), kept.removeprefix(f"+{code}"))  # as said, and as kept
    if any(n.startswith("0") for n in nationals) and not phonenumbers.is_valid_number(number):
        return NotATelephone()
    return kept


def _find(said: str, asked: Asked) -> _Found | Refusal:
    """The one telephone number of a sentence."""
    every = _series(said, asked.lang)
    if not every:
        return NothingHeard()
    outcomes = [(series, _resolve(series)) for series in every]
    meant = [
        (series, outcome)
        for series, outcome in outcomes
        if not series.negated or _has_two(series, outcome)
    ]
    found = [outcome for _, outcome in meant if isinstance(outcome, _Found)]
    if len({outcome.number for outcome in found}) > 1:
        return SeveralNumbers()
    refused = [(len(s.digits), o) for s, o in meant if isinstance(o, Refusal)]
    if found:
        begun = any(length >= A_NUMBER_BEGUN for length, _ in refused)
        doubted = any(series.doubted for series in every)
        if begun or doubted:
            return SeveralNumbers()
        return _Found(found[0].number, found[0].start, found[-1].end)
    if not refused:
        return NothingHeard()
    length, refusal = max(refused, key=lambda one: one[0])
    if length < HEARD_AS_A_NUMBER and isinstance(refusal, TooFewDigits) and _is_talk(said, asked):
        return NothingHeard()
    return refusal


def _has_two(series: _Series, outcome: _Found | Refusal) -> bool:
    """Whether a series begun by "ce n'est pas le …" goes on with the right number."""
    return isinstance(outcome, _Found) and len(series.digits) >= 2 * DIGITS_OF_A_FRENCH_NUMBER


def _is_talk(said: str, asked: Asked) -> bool:
    """Whether a sentence holds more than numbers and fillers."""
    tokens = tokens_of(said)
    taken = {i for n in read_numbers(tokens, asked.lang) for i in range(n.first, n.last)}
    words = [token.text for i, token in enumerate(tokens) if i not in taken]
    at = 0
    while at < len(words):
        length = length_at(words, at, _FILLERS[asked.lang])
        if not length:
            return True
        at += length
    return False


def spot_phone(said: str, asked: Asked) -> tuple[str, tuple[int, int]] | None:
    """The one telephone number inside a longer sentence, and the characters it takes."""
    found = _find(said, asked)
    if isinstance(found, Refusal):
        return None
    start = found.start
    before = re.search(r"(?:\+|\bplus\s+)\s*$", said[:start], re.IGNORECASE)
    return found.number, (before.start() if before else start, found.end)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number, kept as E.164 and read back by pairs when it is French."""

    name: str = "phone"
    refusals: tuple[type[Refusal], ...] = (
        NothingHeard,
        TooFewDigits,
        TooManyDigits,
        NotATelephone,
        SeveralNumbers,
    )

    def understand(self, said: str, asked: Asked) -> Answer:
        """The number said, words around it left out; corrections in mid sentence are followed.

        Refuses with `TooFewDigits(heard)`, `TooManyDigits(heard)`, `NotATelephone` (15, 3114,
        digits outside the numbering plan) and `SeveralNumbers` (two numbers, or a correction
        that may be read in more than one way).
        """
        found = _find(said, asked)
        return found if isinstance(found, Refusal) else Understood(found.number)

    def from_keys(self, keys: str, asked: Asked) -> Answer:
        """The digits as typed, `00` for a foreign country."""
        digits = "".join(key for key in keys if key in "0123456789")
        if not digits:
            return NothingHeard()
        number = e164(digits)
        return number if isinstance(number, Refusal) else Understood(number)

    def say_back(self, value: Value, asked: Asked) -> str:
        """By pairs with its 0 when it is French, else in the form of its own country after +."""
        digits = str(value).removeprefix("+")
        if digits.startswith("33") and len(digits) == 11:
            return _by_pairs("0" + digits[2:])
        if digits[:3] in OVERSEAS_CODES and len(digits) == 12:
            return _by_pairs("0" + digits[3:])
        import phonenumbers

        try:
            number = phonenumbers.parse(f"+{digits}", None)
        except phonenumbers.NumberParseException:
            return str(value)
        written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
        return written.split(" ext")[0]


def _by_pairs(digits: str) -> str:
    return " ".join(digits[i : i + 2] for i in range(0, len(digits), 2))


PHONE = Phone()
