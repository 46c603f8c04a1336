"""Talking aloud, over a line that the tests hold."""
