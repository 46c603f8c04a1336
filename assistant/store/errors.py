"""What can be wrong with the store. Each text is one line: what, where, and the cure."""

from __future__ import annotations


class StoreError(Exception):
    """The root of them all."""


class StoreUnavailable(StoreError):
    """The database cannot be read or written now: locked, full, read-only, away, damaged."""


class WrongMasterKey(StoreError):
    """The master key is not the one this database was begun with."""


class NewerDatabase(StoreError):
    """The database was made by a newer version of this program."""


class DossierUnknown(StoreError):
    """There is no dossier of that number."""


class DossierForgotten(StoreError):
    """The dossier was erased for good."""
