"""The groups of a French social security number (NIR), and what each of them may be.

Insee; service-public.fr F33078: sex 1, year 2, month 2, place 5 (department and commune, or 99 and
a country, or 97x and 98x and a commune of two digits), order 3, key 2. The key alone does not find
a month 13 or a place 00, so each group is looked at first; and 19 and 2A, 18 and 2B share their
keys, so that the key never tells Corrèze from Corse-du-Sud.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import Literal

from stdnum.fr import nir as stdnum_nir

WITH_KEY = 15
WITHOUT_KEY = 13


class Group(Enum):
    """A group of the number, as it is printed on the carte Vitale."""

    SEX = "sex"
    YEAR = "year"
    MONTH = "month"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    ORDER = "order"
    KEY = "key"


Sex = Literal["female", "male"]

SEXES = {"1": "male", "2": "female", "3": "male", "4": "female", "7": "male", "8": "female"}
"""3 and 4 while a foreign civil status is awaited, 7 and 8 provisional; 0, 5, 6, 9: never."""


def doubtful_group(number: str) -> Group | None:
    """The first group that no number may have."""
    if number[0] not in SEXES:
        return Group.SEX
    if not number[1:3].isdecimal():
        return Group.YEAR
    if not _is_month(number[3:5]):
        return Group.MONTH
    department = number[5:7]
    if department in ("97", "98"):
        if not "01" <= number[8:10] <= "99":
            return Group.COMMUNE
    elif department in ("2A", "2B") or (department.isdecimal() and department not in ("00",)):
        if number[7:10] == "000":
            return Group.COMMUNE
    else:
        return Group.DEPARTMENT
    if number[10:13] == "000":
        return Group.ORDER
    if len(number) == WITH_KEY and not "01" <= number[13:15] <= "97":
        return Group.KEY
    return None


def _is_month(month: str) -> bool:
    """01 to 12; 20 to 42 and 50 on where the civil status was incomplete."""
    return month.isdecimal() and (
        1 <= int(month) <= 12 or 20 <= int(month) <= 42 or int(month) >= 50
    )


def incoherent_groups(number: str, sex: Sex | None, birth_date: str | None) -> list[Group]:
    """The groups that do not agree with what is known of the person."""
    groups: list[Group] = []
    if sex and SEXES.get(number[0], sex) != sex:
        groups.append(Group.SEX)
    if birth_date and re.fullmatch(r"\d{4}-\d{2}-\d{2}", birth_date):
        if number[1:3] != birth_date[2:4]:
            groups.append(Group.YEAR)
        month = number[3:5]
        if month.isdecimal() and int(month) <= 12 and month != birth_date[5:7]:
            groups.append(Group.MONTH)
        if number[5:7] == "20" and birth_date >= "1976":
            groups.append(Group.DEPARTMENT)  # Corsica is 2A and 2B since 1 January 1976
    return groups


def key_fits(number: str) -> bool:
    return bool(stdnum_nir.is_valid(number))
