"""The wording: every sentence the assistant says, one folder a language, one file a step.

Nurses and translators correct these files; `faults` says what is missing or misspelt in them.
"""
