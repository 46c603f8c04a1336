"""The words of the papers: each sentence is used, and none is missing."""

from __future__ import annotations

import re
from pathlib import Path

from assistant.dossier.dossier import State
from assistant.papers.wording import forms_wording, glossary_in, wording_in
from assistant.steps import QUESTIONS
from assistant.words.words import words_in

PAPERS = Path(__file__).parents[2] / "assistant" / "papers"
CODE = "\n".join(path.read_text("utf-8") for path in PAPERS.rglob("*.py"))
PREFIXES = {re.sub(r"\{.*", "", made) for made in re.findall(r'f"(\w*\{[^"]*)"', CODE)}


def _is_used(key: str) -> bool:
    family = re.sub(r"_\d+$", "", key)
    form = re.sub(r"_(title|intro)$", "", family)
    return (
        re.search(rf"""["']{key}["']""", CODE) is not None
        or f'opening("{form}")' in CODE
        or f'all_of("{family}")' in CODE
        or any(prefix and key.startswith(prefix) for prefix in PREFIXES)
    )


def test_no_sentence_is_left_over() -> None:
    left = [key for key in forms_wording().sentences if not _is_used(key)]
    left += [key for key in wording_in("fr").sentences if not _is_used(key)]
    assert left == []


def test_every_option_that_is_printed_has_its_words() -> None:
    sentences, fields = forms_wording().sentences, words_in("fr").fields
    wanted = {f"act_{option}" for option in fields["directives.dialysis"].options}
    wanted |= {f"act_{state.value}" for state in State} - {"act_given", "act_removed"}
    wanted |= {f"protection_{option}" for option in fields["directives.protection"].options}
    for field in ("trusted_person.relation", "emergency_contacts.relation"):
        wanted |= {f"relation_{option}" for option in fields[field].options}
    for state in fields["activation.state"].options:
        wanted.add(f"counter_do_{state}_1")
    assert wanted - sentences.keys() == set()


def test_every_act_of_the_directives_has_a_choice_of_the_three() -> None:
    from assistant.papers.forms.directives import ACTS

    for act in ACTS:
        assert QUESTIONS[act].will
        assert set(words_in("fr").fields[act].options) == {"accept", "refuse", "undecided"}


def test_the_three_year_rule_is_dead() -> None:
    """CSP R1111-17: directives have no end. The rule of 2005 is still found on some pages."""
    said = " ".join([*forms_wording().sentences.values(), *wording_in("fr").sentences.values()])
    assert "trois ans" not in said
    assert "3 ans" not in said


def test_hard_words_are_in_lower_case_to_be_found() -> None:
    for lang in ("fr", "en"):
        assert all(word == word.lower() for word in glossary_in(lang))  # type: ignore[arg-type]
