"""Talking aloud, the same on the telephone and at home: whose turn it is, keys, silences."""
