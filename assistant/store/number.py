"""The number of a dossier, as said on the telephone: ten digits, the last one a check digit."""

from __future__ import annotations

import secrets

from stdnum import luhn

RANDOM_FROM, RANDOM_BELOW = 10**8, 10**9  # nine digits, no leading zero: a spreadsheet keeps them


def new_number() -> str:
    """A random number. The Luhn digit tells one wrong digit and most exchanged neighbours."""
    digits = str(RANDOM_FROM + secrets.randbelow(RANDOM_BELOW - RANDOM_FROM))
    return digits + str(luhn.calc_check_digit(digits))
