"""What a recogniser's absence is called."""

from __future__ import annotations


class NoListener(RuntimeError):
    """A recogniser cannot be had; the text says what is missing, where, and the cure."""
