"""Phrases as a graph of words: all of them and no other, each as likely, and what is alike once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers.kind import Lang
from assistant.bench.hearing import said_in
from assistant.speech.days_and_years import years
from assistant.speech.embedded.decoder import Decoder, prepared
from assistant.speech.embedded.word_graph import END, WordGraph, Words, word_graph

PHRASES = [("deux", "mille"), ("deux", "mille", "un"), ("dix",), ("dix", "mille"), ("un",)]


def said_by(graph: WordGraph, state: int) -> Iterator[tuple[Words, float]]:
    """Every way from a state to the end, and how likely it is."""
    if state == END:
        yield (), 1.0
    for first, to, likely, *word in graph.arcs:
        if first == state:
            for rest, of_rest in said_by(graph, to):
                yield (*word, *rest), likely * of_rest


def test_each_phrase_can_be_said_and_nothing_else_and_each_is_as_likely() -> None:
    graph = word_graph(PHRASES)
    assert sorted(said_by(graph, graph.start)) == [(phrase, 0.2) for phrase in sorted(PHRASES)]


def test_what_phrases_begin_and_end_with_is_there_once() -> None:
    words = [arc[3] for arc in word_graph(PHRASES).arcs if len(arc) == 4]
    assert sorted(words) == ["deux", "dix", "mille", "mille", "un", "un"]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_years_of_a_century_share_its_words(lang: Lang) -> None:
    phrases = [tuple(way.split()) for ways in years(lang) for way in ways]
    assert len(word_graph(phrases).arcs) < len(phrases)


@pytest.mark.parametrize("said", ["deux mille", "deux mille dix"])
def test_the_decoder_hears_a_phrase_that_another_begins_with(said: str) -> None:
    decoder = Decoder("fr", "wide")
    graph = word_graph([("deux", "mille"), ("deux", "mille", "dix"), ("mille", "dix")])
    decoder.load("numbers", lambda: graph)
    heard = decoder.decode("numbers", prepared(said_in("quiet", said, "fr")))
    assert heard is not None
    assert heard.text == said
