"""Digits as a telephone number in E.164: the French numbering plan, overseas and abroad.

Source: Arcep, décision 2018-0881, plan national de numérotation (ten digits, 0 then 1 to 9);
phonenumbers for the overseas territories and other countries.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answers.kind import Refusal


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


DIGITS_OF_A_FRENCH_NUMBER = 10  # with its 0; Arcep, décision 2018-0881

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
