"""Sealing: AES-256-GCM, with the place where a thing belongs as associated data.

Source: NIST SP 800-38D. A nonce is 96 random bits: one key must seal fewer than 2^32 things, and
each dossier has its own.
"""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16
VERSION = b"\x01"  # AES-256-GCM, nonce first; another way of sealing gets another number


class WrongKeyOrDamaged(Exception):
    """Sealed with another key, for another place, or changed since: which one cannot be known."""


def new_key() -> bytes:
    """A random key."""
    return os.urandom(KEY_BYTES)


def seal(key: bytes, plaintext: bytes, associated: str) -> bytes:
    """`plaintext` sealed for the place `associated`: version, nonce, ciphertext with its tag."""
    nonce = os.urandom(NONCE_BYTES)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plaintext, VERSION + associated.encode())


def unseal(key: bytes, sealed: bytes, associated: str) -> bytes:
    """What was sealed with `key` for the very place `associated`.

    Raises `WrongKeyOrDamaged` for anything else: another key, another place, a changed byte.
    """
    if sealed[:1] != VERSION or len(sealed) < 1 + NONCE_BYTES + TAG_BYTES:
        raise WrongKeyOrDamaged
    nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, ciphertext, VERSION + associated.encode())
    except InvalidTag:
        raise WrongKeyOrDamaged from None


def derive(key: bytes, purpose: str, secret: bytes = b"") -> bytes:
    """A key for `purpose` out of `key`, and of `secret` where both must be had (HKDF, RFC 5869)."""
    return HKDF(SHA256(), KEY_BYTES, salt=secret or None, info=purpose.encode()).derive(key)
