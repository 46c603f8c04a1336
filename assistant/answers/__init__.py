"""The kinds of answers, one file each: pure functions from a sentence to a value and back."""
