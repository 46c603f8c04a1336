"""What is kept cannot be reached: told to the operator, with the command or edit that cures it."""

from __future__ import annotations

from typing import ClassVar


class StoreError(Exception):
    """The store cannot do what was asked, its keys included; nothing was changed.

    The class name is the key of its sentence in the words files and the fields are the blanks of
    that sentence. `str()` is the English one, on one line, for a log and for a bare traceback.
    No field ever holds what a person said, nor a key.
    """

    english: ClassVar[str]

    @property
    def key(self) -> str:
        """The key of its sentence."""
        return type(self).__name__

    @property
    def fields(self) -> dict[str, str]:
        """The blanks of its sentence."""
        return {name: str(value) for name, value in vars(self).items() if name[0] != "_"}

    def __str__(self) -> str:
        return self.english.format(**self.fields)
