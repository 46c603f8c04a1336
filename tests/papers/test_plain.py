"""The plain-language version: short sentences, one idea, no abbreviation left unexplained."""

from __future__ import annotations

import re

import pytest

from assistant.answers.kind import Lang
from assistant.papers.blocks import Given, Heading, Line, Title
from assistant.papers.plain import LONGEST, plain_language
from assistant.papers.subject import Subject
from assistant.papers.wording import glossary_in, wording_in
from tests.conftest import NOW
from tests.papers.dossiers import EVERYTHING, FIVE

ABBREVIATION = re.compile(r"\b[A-Z]{2,}\b")


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", text) if part]


def _words(sentence: str) -> list[str]:
    return re.findall(r"[\w'’.@/-]*\w[\w'’.@/-]*", sentence)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_sentence_of_ours_has_twelve_words_at_most(lang: Lang) -> None:
    ours = [said for key, said in wording_in(lang).sentences.items() if key.startswith("plain_")]
    ours += [said for key, said in wording_in(lang).sentences.items() if key.startswith("status_")]
    ours += glossary_in(lang).values()
    assert [s for said in ours for s in _sentences(said) if len(_words(s)) > LONGEST] == []


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("name", FIVE)
def test_each_line_but_the_persons_own_words_is_short(name: str, lang: Lang) -> None:
    paper = plain_language(Subject(FIVE[name], lang, NOW.date()))
    free = {"directives.about_me", "directives.other", "organ_donation.refused"}
    own = {f.value for f in Subject(FIVE[name], lang, NOW.date()).facts if f.field in free}
    for block in paper.blocks:
        if isinstance(block, Given):
            assert len(_words(block.label)) <= LONGEST, block.label
            if block.value not in own:
                assert len(_words(block.value)) <= LONGEST, block.value
        elif isinstance(block, Line | Title | Heading):
            for sentence in _sentences(block.text):
                # the name of a person counts for one
                assert len(_words(sentence)) <= LONGEST + 2, sentence


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_abbreviation_of_ours_is_left_unexplained(lang: Lang) -> None:
    ours = [said for key, said in wording_in(lang).sentences.items() if key.startswith("plain_")]
    assert [said for said in ours if ABBREVIATION.search(said)] == []


@pytest.mark.parametrize(("lang", "begins"), [("fr", "IRM"), ("en", "MRI")])
def test_a_hard_word_is_explained_where_it_first_stands_and_once(lang: Lang, begins: str) -> None:
    paper = plain_language(Subject(EVERYTHING, lang, NOW.date()))
    texts = [text for block in paper.blocks for text in block.texts()]
    explanation = glossary_in(lang)[begins.lower()]
    if lang == "en":
        assert explanation not in texts or texts.count(explanation) == 1
        return
    assert texts.count(explanation) == 1
    assert "IRM" in texts[texts.index(explanation) - 1]


def test_it_does_not_pretend_to_have_been_read_over() -> None:
    text = " ".join(plain_language(Subject(EVERYTHING, "fr", NOW.date())).texts())
    assert "ne les ont pas encore relues" in text
