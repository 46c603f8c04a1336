"""A telephone number, French in any grouping, overseas or foreign, kept as E.164."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answers.kind import Answer, Asked, NothingHeard, Refusal, Understood, Value
from assistant.answers.phone_found import SeveralNumbers, phone_in
from assistant.answers.phone_plan import (
    OVERSEAS_CODES,
    NotATelephone,
    TooFewDigits,
    TooManyDigits,
    e164,
)


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
        found = phone_in(said, asked)
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
