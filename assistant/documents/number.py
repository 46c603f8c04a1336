"""The social security number (NIR) in a document: it is never kept, not even sealed.

In a file of text it is blanked out; a paper or a picture that shows it is refused. The identifiers
of the INS: 1.2.250.1.213.1.4, esante.gouv.fr, "Référentiel INS".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BLANK = "X"
LONGEST_CARD = 400  # characters
GROUPS = 4  # a number written in as many is meant to be read as one
_SHAPE = re.compile(
    r"(?<![\dA-Za-z])([1-478])[\s.]{0,2}(\d\d)[\s.]{0,2}(0[1-9]|1[0-2]|[2-9]\d)[\s.]{0,2}"
    r"(\d[\dABab])[\s.]{0,2}(\d{3})[\s.]{0,2}(\d{3})(?:[\s./-]{0,3}(\d\d))?(?!\d)"
)
_ABOUT_IT = re.compile(
    r"s[eé]curit[eé]\s+sociale|\bn\s*[°ºo.]?\s*s[eé]cu|\bN\.?I\.?R\b|\bI\.?N\.?S\b|assur[eé]"
    r"|immatriculation|vitale|social security",
    re.IGNORECASE,
)
_CARD = re.compile(r"\bvitale\b|assurance maladie", re.IGNORECASE)
_INS = re.compile(r"1\.2\.250\.1\.213\.1\.4\.(?:2|8|9|10|11|13)(?![\d.])")
_XML_TAG, _JSON_OBJECT = re.compile(r"<[^<>]*>"), re.compile(r"[^{}]+")
_DIGITS = re.compile(r"(?<![\d.])\d[\dAB]{12,21}(?![\d.])")


def _key_fits(number: str, key: str) -> bool:
    digits = number.upper().replace("2A", "19", 1).replace("2B", "18", 1)
    return digits.isdecimal() and 97 - int(digits) % 97 == int(key)


def shows_number(text: str) -> bool:
    """Whether a text shows what may be a social security number.

    With its key when the key fits or it is written in groups; without, when the text is about one.
    A reader of pictures gets digits wrong: rather one too many is seen.
    """
    about_it = _ABOUT_IT.search(text) is not None
    return any(True for _ in places_of_numbers(text, about_it=about_it))


def places_of_numbers(text: str, *, about_it: bool) -> Iterator[tuple[int, int]]:
    """Where such numbers begin and end; `about_it`: the text around speaks of one."""
    for found in _SHAPE.finditer(text):
        *groups, key = found.groups()
        grouped = len(found[0].split()) >= GROUPS
        if about_it or (key and (grouped or _key_fits("".join(groups), key))):
            yield found.span()


def is_health_card(text: str) -> bool:
    """Whether the text is that of a carte Vitale: little more than its name and its number."""
    named = _CARD.search(text) is not None
    return named and len(text) < LONGEST_CARD and shows_number(text)


def without_number(text: str, *, is_xml: bool) -> str:
    """A file of text with each such number blanked out, every other character where it was.

    Also one whose key does not fit, where the file says that it is one.
    """
    place = _XML_TAG if is_xml else _JSON_OBJECT
    text = place.sub(lambda found: _of_the_ins(found[0]), text)
    return _SHAPE.sub(lambda found: _blank(found) if _is_sure(found) else found[0], text)


def _of_the_ins(part: str) -> str:
    return _DIGITS.sub(_blank, part) if _INS.search(part) else part


def _is_sure(found: re.Match[str]) -> bool:
    *groups, key = found.groups()
    return bool(key) and _key_fits("".join(groups), key)


def blanked(text: str) -> str:
    """The words of a paper without what `shows_number` sees in them."""
    about_it = _ABOUT_IT.search(text) is not None
    for start, end in reversed(list(places_of_numbers(text, about_it=about_it))):
        text = text[:start] + re.sub(r"\w", BLANK, text[start:end]) + text[end:]
    return text


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"\w", BLANK, found[0])
