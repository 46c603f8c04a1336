"""What a rule of JSGF can say, one by one: of alternatives, of what may be left out, of rules."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_SIGNS = re.compile(r"<\w+>|[()\[\]|]|[\w']+")
_RULE = re.compile(r"<(\w+)> = ([^;]*);")


def rules(text: str) -> dict[str, str]:
    """The rules of a grammar by their names."""
    return dict(_RULE.findall(text))


def expanded(rule: str, named: Mapping[str, str]) -> list[str]:
    """Every sentence of `rule`, in its order, each once."""
    signs = iter(_SIGNS.findall(rule))
    return list(dict.fromkeys(" ".join(words.split()) for words in _alternatives(signs, named)))


def _alternatives(signs: Iterator[str], named: Mapping[str, str]) -> list[str]:
    """Up to the bracket that closes them, or to the end."""
    done: list[str] = []
    sequence = [""]
    for sign in signs:
        if sign in (")", "]"):
            break
        if sign == "|":
            done, sequence = [*done, *sequence], [""]
            continue
        ways = _ways(sign, signs, named)
        sequence = [f"{before} {way}" for before in sequence for way in ways]
    return [*done, *sequence]


def _ways(sign: str, signs: Iterator[str], named: Mapping[str, str]) -> list[str]:
    if sign == "(":
        return _alternatives(signs, named)
    if sign == "[":
        return ["", *_alternatives(signs, named)]
    if sign.startswith("<"):
        return expanded(named[sign.strip("<>")], named)
    return [sign]
