"""The number check: a French social security number (NIR) said aloud, in memory only.

Nothing here keeps, logs or prints a digit of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from assistant.answers.kind import Lang
from assistant.answers.nir_heard import LONGEST_SENTENCE, nir_heard
from assistant.answers.nir_structure import (
    WITH_KEY,
    WITHOUT_KEY,
    Group,
    Sex,
    doubtful_group,
    incoherent_groups,
    key_fits,
)


class Verdict(Enum):
    """What the check found."""

    VALID = "valid"
    TOO_FEW_DIGITS = "too_few_digits"
    TOO_MANY_DIGITS = "too_many_digits"
    WRONG_KEY = "wrong_key"
    DOUBTFUL_GROUP = "doubtful_group"
    NOT_COHERENT = "not_coherent"
    NOTHING_HEARD = "nothing_heard"


@dataclass(frozen=True, slots=True)
class NirCheck:
    """What can be told of the number without telling it.

    `group` is the doubtful one. With WRONG_KEY it is the one that does not agree with the
    person's sex or birth date, if there is just one such, else None: "un chiffre ne va pas".
    """

    verdict: Verdict
    group: Group | None = None
    digits_heard: int = 0
    with_key: bool = False


def check_nir(said: str, lang: Lang, sex: Sex | None, birth_date: str | None) -> NirCheck:
    """What is right or doubtful in the number said, with or without its key.

    `birth_date` is YYYY-MM-DD. Coherence is looked at last: it says nothing of a number whose
    own structure is wrong. Nothing of `said` is kept.
    """
    if len(said) > LONGEST_SENTENCE:
        return NirCheck(Verdict.NOTHING_HEARD)
    number = nir_heard(said, lang)
    count = len(number)
    if not count:
        return NirCheck(Verdict.NOTHING_HEARD)
    with_key = count == WITH_KEY
    if count not in (WITH_KEY, WITHOUT_KEY):
        too_many = count > WITH_KEY
        verdict = Verdict.TOO_MANY_DIGITS if too_many else Verdict.TOO_FEW_DIGITS
        return NirCheck(verdict, None, count)
    if group := doubtful_group(number):
        return NirCheck(Verdict.DOUBTFUL_GROUP, group, count, with_key)
    disagreeing = incoherent_groups(number, sex, birth_date)
    if with_key and not key_fits(number):
        group = disagreeing[0] if len(disagreeing) == 1 else None
        return NirCheck(Verdict.WRONG_KEY, group, count, with_key)
    if disagreeing:
        return NirCheck(Verdict.NOT_COHERENT, disagreeing[0], count, with_key)
    return NirCheck(Verdict.VALID, None, count, with_key)
