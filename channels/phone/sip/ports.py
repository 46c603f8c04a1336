"""Ports for sound: one after the other, so that the last packets of a call find nobody."""

from __future__ import annotations


class NoPort(RuntimeError):
    """All of them are in use."""


class Ports:
    """Pairs of ports: an even one for sound, and the next for its reports (RFC 3550, 11)."""

    def __init__(self, first: int, last: int) -> None:
        """Between `first` and `last`, both included."""
        self._all = range(first + first % 2, last, 2)
        self._taken: set[int] = set()
        self._next = 0

    def take(self) -> int:
        """The first of a pair that nobody has. Raises `NoPort`."""
        for _ in self._all:
            port = self._all[self._next % len(self._all)]
            self._next += 1
            if port not in self._taken:
                self._taken.add(port)
                return port
        raise NoPort

    def give_back(self, port: int) -> None:
        """The call is over."""
        self._taken.discard(port)
