"""Sealing: AES-256-GCM, with what the sealed bytes belong to as associated data."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32  # AES-256
NONCE_BYTES = 12  # NIST SP 800-38D, section 8.2: 96 random bits for each sealing
_VERSION = b"\x01"


class WrongKeyOrDamaged(ValueError):
    """Sealed bytes that this key does not open: another key's, changed, cut, or moved."""


def new_key() -> bytes:
    """A random key of 32 bytes."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plain: bytes, belongs_to: str) -> bytes:
    """`plain`, readable only with `key` and only where it belongs ("table/row/column")."""
    nonce = os.urandom(NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, belongs_to.encode())


def unseal(key: bytes, sealed: bytes, belongs_to: str) -> bytes:
    """What `seal` sealed. Raises `WrongKeyOrDamaged`."""
    begin = len(_VERSION)
    nonce, rest = sealed[begin : begin + NONCE_BYTES], sealed[begin + NONCE_BYTES :]
    if sealed[:begin] != _VERSION:
        raise WrongKeyOrDamaged(f"{belongs_to}: not sealed by this program")
    try:
        return AESGCM(key).decrypt(nonce, rest, belongs_to.encode())
    except (InvalidTag, ValueError):
        raise WrongKeyOrDamaged(f"{belongs_to}: damaged, or sealed with another key") from None
