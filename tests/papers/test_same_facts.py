"""One record, several faces: aloud, printed, plain, in Braille and exported, the same facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby
from typing import Any

import pytest
from hypothesis import given, settings

from assistant.answers.kind import Asked, Lang
from assistant.dialogue.summary import summary
from assistant.dossier.dossier import Dossier, RecordedAnswer, State
from assistant.dossier.facts import Fact, facts
from assistant.dossier.status import Stage, statuses
from assistant.exports.braille import back, plainer, to_brf, translate
from assistant.exports.json_export import to_json
from assistant.exports.pdf import to_pdf
from assistant.exports.text import to_text
from assistant.papers.blocks import Given, Paper
from assistant.papers.every import papers
from assistant.papers.large_print import large_print
from assistant.papers.plain import plain_language
from assistant.papers.subject import Subject
from assistant.steps import QUESTIONS
from assistant.words.words import Words, words_in
from tests.conftest import NOW
from tests.papers.dossiers import EVERYTHING, FIVE
from tests.papers.random_dossiers import dossiers
from tests.papers.reading import A4_WITHOUT_FOOT, printed, words

TODAY = NOW.date()
SLOW = settings(max_examples=12)  # a page is made for each


def _exported(kept: Dossier, lang: Lang) -> Iterator[tuple[str, int | None, str]]:
    """The facts as somebody finds them who has the JSON file and the words, and nothing else."""
    steps = to_json(kept)["steps"]
    for name, fields in steps.items():
        if name in ("welcome", "review"):
            continue
        for field, held in fields.items():
            if not _applies(field, kept):
                continue
            for one in held if isinstance(held, list) else [held]:
                if "value" in one:
                    yield field, None, _read(field, one, lang)
                for part, answer in one.items():
                    if part in QUESTIONS and not part.endswith(".same_as_trusted"):
                        yield part, one["item"], _read(part, answer, lang)


def _applies(field: str, kept: Dossier) -> bool:
    asked_if = QUESTIONS[field].ask_if
    return asked_if is None or asked_if(kept, None)


def _read(field: str, answer: dict[str, Any], lang: Lang) -> str:
    spoken = words_in(lang)
    if answer["state"] != "given":
        return spoken.sentences[f"state_{answer['state']}"]
    if isinstance(answer["value"], bool):
        return spoken.sentences["yes" if answer["value"] else "no"].lower()
    asked = Asked(lang=lang, today=TODAY, options=spoken.fields[field].options)
    return QUESTIONS[field].kind.say_back(answer["value"], asked)


def _is_revoked(kept: Dossier) -> bool:
    return any(status.stage is Stage.REVOKED for status in statuses(kept).values())


def _of(found: tuple[Fact, ...]) -> Counter[tuple[str, int | None, str]]:
    return Counter((fact.field, fact.item, fact.value) for fact in found)


@given(dossiers())
def test_the_facts_are_those_of_the_json_export(kept: Dossier) -> None:
    for lang in ("fr", "en"):
        found = facts(kept, words_in(lang), TODAY)
        if not _is_revoked(kept):
            assert _of(found) == Counter(_exported(kept, lang))
        else:
            assert _of(found) <= Counter(_exported(kept, lang))


def label(words: Words, field: str) -> str:
    return words.fields[field].aloud or words.fields[field].label


@given(dossiers())
def test_every_fact_is_said_aloud_in_its_order_and_no_other(kept: Dossier) -> None:
    spoken = words_in("fr")
    found = facts(kept, spoken, TODAY)
    labels = {label(spoken, field) for field in QUESTIONS}
    expected, to_come = [], []
    for (field, _), group in groupby(found, key=lambda f: (f.list_field or f.field, f.item)):
        known = [fact.value for fact in group if fact.state is not State.SKIPPED]
        line = spoken.say("summary_line", label=label(spoken, field), value=", ".join(known))
        (expected if known else to_come).append(line if known else label(spoken, field))
    said = list(summary(kept, spoken, TODAY))
    lines = [sentence for sentence in said if sentence in expected]
    assert lines == expected
    still = " ".join(s for s in said if s.startswith(spoken.say("summary_to_come", labels="")[:9]))
    assert not [name for name in to_come if name not in still]
    others = [s for s in said if s not in expected]
    assert not [s for s in others if s.split("\u00a0:")[0].split(" :")[0] in labels]


def _given_on(paper: Paper) -> Counter[tuple[str, str, bool]]:
    return Counter(
        (block.label, block.value, bool(block.own_words))
        for block in paper.blocks
        if isinstance(block, Given)
    )


@given(dossiers())
def test_large_print_and_plain_words_hold_each_fact_and_no_other(kept: Dossier) -> None:
    for lang in ("fr", "en"):
        subject = Subject(kept, lang, TODAY)
        expected = Counter((f.label, f.value, bool(f.own_words)) for f in subject.facts)
        assert _given_on(large_print(subject)) == expected
        assert _given_on(plain_language(subject)) == expected


@given(dossiers())
@SLOW
def test_what_is_printed_is_the_paper_word_for_word(kept: Dossier) -> None:
    for paper in (large_print, plain_language):
        made = paper(Subject(kept, "fr", TODAY))
        assert _letters(printed(to_pdf(made), *A4_WITHOUT_FOOT)) == _letters(to_text(made))


def _letters(text: str) -> str:
    """Without spaces, since a very long word is broken at the edge of the page; and without the
    hyphens that pdftotext takes for such a break at the end of a line.
    """
    return "".join(words(text)).replace("-", "")


@pytest.mark.parametrize("lang", ["fr", "en"])
@given(kept=dossiers())
@SLOW
def test_every_fact_is_in_the_braille_file_in_its_order(lang: Lang, kept: Dossier) -> None:
    subject = Subject(kept, lang, TODAY)
    brailled = "".join(to_brf(large_print(subject)).decode("ascii").split())
    lines = [Given(f.label, f.value, lang=lang).texts()[0] for f in subject.facts]
    at = 0
    for cells in translate(lines, lang) if lines else []:
        found = brailled.find("".join(cells.split()), at)
        assert found >= 0
        at = found + 1


def test_braille_reads_back_as_the_facts_wherever_braille_keeps_every_sign() -> None:
    """Numbers and guillemets do not come back the same from the French table of liblouis."""
    said = [
        plainer(fact.value, "fr")
        for fact in Subject(EVERYTHING, "fr", TODAY).facts
        if not any(sign.isdigit() or sign in "@«»" for sign in fact.value)
    ]
    assert len(said) > 30
    assert back(translate(said, "fr"), "fr") == said


def test_nothing_revoked_is_a_fact_of_any_face() -> None:
    kept = Dossier(EVERYTHING.id, dict(EVERYTHING.current))
    for number, part in enumerate(("signed_on", "revoked_on"), 1):
        kept.record(
            RecordedAnswer(
                field=f"directives.{part}", value="2026-11-25", said="", channel="test",
                at=NOW + timedelta(days=number),
            )
        )  # fmt: skip
    subject = Subject(kept, "fr", TODAY)
    faces = [*papers(subject), plain_language(subject)]
    told = "\n".join([*map(to_text, faces), *summary(kept, words_in("fr"), TODAY)])
    assert "laissez-moi partir" not in told
    assert "Réanimation" not in told
    assert to_json(kept)["status"]["directives"]["stage"] == "revoked"


@pytest.mark.parametrize("name", FIVE)
def test_the_social_security_number_has_no_place_on_any_paper(name: str) -> None:
    """No field holds it, and no paper asks for it to be written."""
    for paper in papers(Subject(FIVE[name], "fr", TODAY)):
        text = to_text(paper)
        assert "sécurité sociale" not in text
        assert "NIR" not in text.split()
