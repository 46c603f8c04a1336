"""Codes that a person carries from one channel to another, and how they are kept.

A secret code goes with a dossier's number, for as long as the person keeps it: argon2id (RFC 9106)
of the code and a pepper, so that a copy of the database alone cannot be searched for it. A
hand-over code opens once, within minutes, and stands in the database only as its HMAC.
"""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

# OWASP, Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. A seventh of the time of
# RFC 9106's 64 MiB, in which nobody else is answered; a million codes are kept by the pepper and
# the waits after wrong ones, not by the price of a try.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5J3Mgc2FsdCE$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
)
"""The hash of no code: checked when the dossier is not known, which then takes as long."""


def new_code(digits: int) -> str:
    """A random code of so many digits; never one digit repeated, which is guessed first."""
    while True:
        code = "".join(secrets.choice("0123456789") for _ in range(digits))
        if len(set(code)) > 1:
            return code


def hashed(peppered: bytes) -> str:
    """What is kept of a code."""
    return _HASHER.hash(peppered)


def fits(kept: str, peppered: bytes) -> bool:
    """Whether `peppered` is what `kept` was made of, in a time that does not tell how far off."""
    try:
        return _HASHER.verify(kept, peppered)
    except VerificationError:
        return False
