"""The papers to sign: exactly what was said, complete in law, and read aloud word for word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assistant.dossier.dossier import Dossier, RecordedAnswer
from assistant.exports.text import to_text
from assistant.papers.blocks import Given, Paper, Title, ToSign, ToWrite
from assistant.papers.forms.signing_pack import signing_pack
from assistant.papers.subject import Subject
from tests.conftest import NOW
from tests.papers.dossiers import (
    CANNOT_SIGN,
    EVERYTHING,
    FIVE,
    GUARDIANSHIP,
    IDENTITY,
    NOTHING,
    REFUSES,
    dossier,
)
from tests.papers.reading import A4_WITHOUT_FOOT, pdf_of, printed, words


def _pack(kept: Dossier, lang: str = "fr") -> Paper:
    pack = signing_pack(Subject(kept, lang, NOW.date()))  # type: ignore[arg-type]
    assert pack is not None
    return pack


def _titles(pack: Paper) -> list[str]:
    return [block.text for block in pack.blocks if isinstance(block, Title)]


def _later(kept: Dossier, **answers: object) -> Dossier:
    """The same dossier a day later, with what was told since."""
    after = Dossier(kept.id, dict(kept.current))
    for number, (field, value) in enumerate(answers.items()):
        at = NOW + timedelta(days=1, minutes=number)
        name = field.replace("__", ".")
        after.record(RecordedAnswer(field=name, value=value, said="", channel="test", at=at))  # type: ignore[arg-type]
    return after


@pytest.mark.parametrize("name", [name for name in FIVE if name != "nothing"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_script_read_aloud_is_the_printed_page_word_for_word(name: str, lang: str) -> None:
    pack = _pack(FIVE[name], lang)
    assert words(printed(pdf_of(pack), *A4_WITHOUT_FOOT)) == words(to_text(pack))


def test_each_act_stands_with_what_is_wanted_and_the_persons_own_words() -> None:
    text = " ".join(to_text(_pack(EVERYTHING)).split())
    assert (
        "Réanimation du cœur et du souffle : Je refuse. "
        "Mes mots : « laissez-moi partir tranquille »" in text
    )
    assert "Dialyse : J'accepte. Mes mots : « oui, s'il le faut »" in text
    assert "Assistance respiratoire : Je n'ai pas encore décidé." in text
    assert "Sédation profonde et continue jusqu'au décès : J'accepte." in text
    assert "Modèle B : Je n'ai pas de maladie grave." in text
    assert "Je veux mourir chez moi, sans souffrir, avec ma chatte sur le lit." in text


def test_what_was_not_said_is_never_made_up() -> None:
    text = " ".join(to_text(_pack(GUARDIANSHIP)).split())
    assert "Dialyse : Je n'ai rien dit sur ce point." in text
    assert "Maintien artificiel en vie : Je ne sais pas." in text
    assert "Dialyse : J'accepte" not in text
    labels = [block.label for block in _pack(GUARDIANSHIP).blocks if isinstance(block, ToWrite)]
    assert any(label.startswith("Modèle A") for label in labels)


@pytest.mark.parametrize("kept", [EVERYTHING, CANNOT_SIGN, GUARDIANSHIP])
def test_every_form_says_its_author_with_day_and_place_of_birth(kept: Dossier) -> None:
    """CSP R1111-17."""
    pack = _pack(kept)
    forms: list[list[str]] = []
    for block in pack.blocks:
        if isinstance(block, Title):
            forms.append([])
        if isinstance(block, Given):
            forms[-1].append(block.label)
    for form in forms[1:]:
        for label in ("Nom de naissance", "Prénoms", "Date de naissance", "Lieu de naissance"):
            assert label in form


def test_the_trusted_person_signs_too() -> None:
    """CSP L1111-6."""
    signs = [block.label for block in _pack(EVERYTHING).blocks if isinstance(block, ToSign)]
    assert any("Jeanne Marie Lefèvre" in label for label in signs)
    assert any("Claire Martin" in label for label in signs)


def test_who_cannot_sign_has_two_witnesses_and_no_box_of_their_own() -> None:
    pack = _pack(CANNOT_SIGN)
    assert _titles(pack).count("Attestation du témoin 1") == 1
    assert _titles(pack).count("Attestation du témoin 2") == 1
    signs = [block.label for block in pack.blocks if isinstance(block, ToSign)]
    assert not any("Henriette" in label for label in signs)
    text = to_text(pack)
    assert "Modèle A" in text
    assert "volonté, libre et éclairée" in text


def test_witnesses_named_already_stand_on_their_sheets() -> None:
    kept = _later(
        CANNOT_SIGN,
        directives__witness_1="Claire Martin",
        directives__witness_1_capacity="personne de confiance",
        directives__witness_2="Luc Morel",
    )
    text = to_text(_pack(kept))
    assert "Nom et prénoms du témoin : Luc Morel" in " ".join(text.split())
    assert "personne de confiance" in text


def test_a_guardianship_asks_for_the_judge() -> None:
    labels = [block.label for block in _pack(GUARDIANSHIP).blocks if isinstance(block, ToWrite)]
    assert "Autorisation donnée le (date)" in labels


def test_what_is_signed_already_is_not_signed_again_and_can_be_taken_back() -> None:
    signed = _later(EVERYTHING, directives__signed_on="2026-11-25")
    titles = _titles(_pack(signed))
    assert "Mes directives anticipées" not in titles
    assert "Pour annuler mes directives anticipées" in titles


def test_what_was_revoked_is_never_printed_as_current() -> None:
    signed = _later(
        EVERYTHING, directives__signed_on="2026-11-25", directives__revoked_on="2026-11-25"
    )
    text = to_text(_pack(signed))
    assert "laissez-moi partir tranquille" not in text
    assert "Mes directives anticipées" not in _titles(_pack(signed))


def test_a_refusal_of_organ_donation_can_be_entrusted_on_paper() -> None:
    """CSP R1232-4-4, II."""
    text = to_text(_pack(REFUSES))
    assert "Je refuse tout prélèvement" in text
    assert "ne me touchez pas" in text
    assert "Mes directives anticipées" not in text


def test_nothing_wished_is_nothing_to_sign() -> None:
    assert signing_pack(Subject(NOTHING, "fr", NOW.date())) is None


def test_who_speaks_english_is_told_what_the_french_papers_are() -> None:
    assert "French doctors read them" in to_text(_pack(EVERYTHING, "en"))


def test_a_person_who_refused_is_not_designated() -> None:
    kept = dossier(
        "10000006",
        {
            **IDENTITY,
            "trusted_person.wanted": True,
            "trusted_person.name": "Luc Morel",
            "trusted_person.accepts": "refused",
        },
    )
    assert "Ma personne de confiance" not in _titles(_pack(kept))
