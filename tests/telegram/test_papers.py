"""A letter that is photographed: received, read, named, read aloud; a carte Vitale is refused."""

from __future__ import annotations

import asyncio
import io

import pytest
from pypdf import PdfReader

from assistant.dossier.access import Done
from assistant.store.store import Store
from tests.people import JEANNE
from tests.telegram.conftest import Bot, Started
from tests.telegram.letters import CARD, LETTER, PRESCRIPTION, photographed, words_right
from tests.telegram.phone import Phone
from tests.telegram.test_dossier import answers, begun

LEAST_RIGHT = 0.95  # of the words; they were read whole in November 2026, by tesseract 5.3


async def with_a_dossier(telegram: Bot) -> Phone:
    jeanne = await begun(telegram)
    await answers(telegram, jeanne, JEANNE, until="identity.birth_name")
    return jeanne


@pytest.mark.parametrize(("degrees", "noise"), [(2, 15), (-6, 25), (93, 15), (177, 10)])
def test_a_letter_turned_and_with_noise_is_read(
    bot: Started, store: Store, degrees: float, noise: float
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await with_a_dossier(telegram)
            letter = photographed(LETTER, degrees=degrees, noise=noise)
            got = await jeanne.sends_photo(letter)
            assert got.text.startswith("J'ai reçu votre document, et je l'ai bien lu.")
            assert got.text.endswith("ordonnance du docteur Petit.")
            got = await jeanne.says("lettre de novembre")
            assert got.text.startswith("Je l'appelle\u00a0: lettre de novembre.")
            got = await jeanne.says("/reprendre")
            assert telegram.conversation.last.asking == "identity.birth_name"

    asyncio.run(scene())
    [listed] = store.dossiers()
    [document] = store.documents(listed.id)
    assert document.title == "lettre de novembre"
    assert document.channel == "telegram"
    assert words_right(LETTER, document.text) >= LEAST_RIGHT


def test_what_is_no_title_is_not_taken_for_one(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await with_a_dossier(telegram)
            letter = photographed(LETTER)
            await jeanne.sends_photo(letter)
            got = await jeanne.says("je ne peux plus respirer")
            assert "appelez le 15" in got.text
            await jeanne.sends_photo(letter)
            got = await jeanne.says("passer")
            assert got.text.startswith("Je l'appelle\u00a0: ")
            assert telegram.conversation.last.asking == "identity.birth_name", "not skipped"
            assert "nom de naissance" in got.text, "the open question comes back"

    asyncio.run(scene())
    [listed] = store.dossiers()
    [document] = store.documents(listed.id)
    assert "respirer" not in document.title


def test_a_caption_is_the_title(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await with_a_dossier(telegram)
            got = await jeanne.sends_photo(photographed(LETTER), caption="lettre du docteur Petit")
            assert "Je l'appelle\u00a0: lettre du docteur Petit." in got.text
            await jeanne.says("Lefèvre")
            assert telegram.conversation.last.confirming, "an answer again, not a title"

    asyncio.run(scene())
    [listed] = store.dossiers()
    assert [d.title for d in store.documents(listed.id)] == ["lettre du docteur Petit"]


@pytest.mark.parametrize("degrees", [0, -7, 90])
def test_a_carte_vitale_is_refused_and_taken_out_of_the_chat(
    bot: Started, store: Store, degrees: float
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await with_a_dossier(telegram)
            got = await jeanne.sends_photo(photographed(CARD, degrees=degrees, noise=8))
            assert "carte Vitale" in got.text
            assert "279" not in got.text.replace(" ", "")
            assert telegram.line.called("deleteMessages"), "the photograph is deleted"

    asyncio.run(scene())
    [listed] = store.dossiers()
    assert store.documents(listed.id) == []


@pytest.mark.parametrize("degrees", [0, 5, 180])
def test_a_number_on_a_paper_is_painted_over_and_the_photograph_leaves_the_chat(
    bot: Started, store: Store, degrees: float
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await with_a_dossier(telegram)
            photo = photographed(PRESCRIPTION, degrees=degrees, noise=8)
            got = await jeanne.sends_photo(photo, caption="ordonnance")
            assert "Je l'appelle\u00a0: ordonnance." in got.text
            assert telegram.line.called("deleteMessages"), "the photograph is deleted"

    asyncio.run(scene())
    [listed] = store.dossiers()
    [document] = store.documents(listed.id)
    assert document.masked
    assert "279" not in document.text.replace(" ", "")


def test_where_the_picture_was_taken_is_not_kept(bot: Started, store: Store) -> None:
    from PIL import Image

    about = Image.Exif()
    about[0x010F] = "Kodak Zwyxkar"
    about[0x0112] = 3  # upside down

    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await with_a_dossier(telegram)
            await jeanne.sends_file(photographed(LETTER, degrees=180, exif=about.tobytes()))

    asyncio.run(scene())
    [listed] = store.dossiers()
    [document] = store.documents(listed.id)
    assert document.number is not None
    content = store.document(listed.id, document.number).content
    assert b"Zwyxkar" not in content
    assert words_right(LETTER, document.text) >= LEAST_RIGHT, "upright by what EXIF said"
    with Image.open(io.BytesIO(content)) as picture:
        assert dict(picture.getexif()) == {}


@pytest.mark.parametrize("hostile", [b"MZ\x90\x00", b"%PDF-1.7 broken", b"\xff\xd8\xff\x00", b"x"])
def test_a_hostile_file_costs_its_own_message_only(
    bot: Started, store: Store, hostile: bytes
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await with_a_dossier(telegram)
            await jeanne.sends_file(hostile)
            await jeanne.says("Lefèvre")
            assert telegram.conversation.last.confirming

    asyncio.run(scene())
    [listed] = store.dossiers()
    assert store.documents(listed.id) == []


def test_a_file_that_is_too_big_is_not_even_fetched(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await with_a_dossier(telegram)
            got = await jeanne.sends_file(b"x", size=20_000_001)
            assert got.text.startswith("Ce document est trop gros.")
            assert telegram.line.called("getFile") == []

    asyncio.run(scene())


def test_before_the_agreement_of_the_dossier_no_paper_is_kept(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            got = await jeanne.sends_photo(photographed(LETTER))
            assert got.text.startswith("Je ne garde rien avant d'avoir votre accord.")

    asyncio.run(scene())


def test_the_same_photograph_sent_twice_is_one_document(bot: Started, store: Store) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await with_a_dossier(telegram)
            letter = photographed(LETTER)
            await jeanne.sends_photo(letter, caption="lettre")
            await jeanne.sends_photo(letter, caption="lettre")

    asyncio.run(scene())
    [listed] = store.dossiers()
    assert len(store.documents(listed.id)) == 1


def test_a_document_is_read_on_request(bot: Started) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            await answers(telegram, jeanne, JEANNE, until="identity.sex")
            got = await jeanne.says("lire le document")
            assert got.text.startswith("Je n'ai pas de document à lire ici.")
            await jeanne.sends_photo(photographed(LETTER), caption="lettre du docteur Petit")
            got = await jeanne.says("lire le document s'il vous plaît")
            assert got.text.startswith("Voici lettre du docteur Petit.")
            assert "Votre tension est bonne" in got.text
            assert telegram.conversation.last.asking == "identity.sex"

    asyncio.run(scene())


def test_her_dossier_in_large_print_is_sent_as_a_pdf_and_a_paper_that_is_not_there_is_said(
    bot: Started, store: Store
) -> None:
    async def scene() -> None:
        async with bot() as telegram:
            jeanne = await begun(telegram)
            got = await jeanne.says("mon dossier en gros caractères")
            assert got.text.startswith("Je ne peux pas sortir votre dossier")
            await answers(telegram, jeanne, JEANNE, until="identity.sex")
            got = await jeanne.says("mon dossier en gros caractères")
            assert got.text.startswith("Voici votre dossier, en gros caractères.")
            paper = PdfReader(io.BytesIO(telegram.line.sent_files[-1]))
            assert "Lefèvre" in paper.pages[0].extract_text()
            got = await jeanne.says("/carte")
            assert got.text.startswith("Je n'ai pas de carte pour vous.")
            got = await jeanne.says("les papiers à signer")
            assert got.text.startswith("Vous n'avez rien à signer")
            sent = [(o.by, o.detail) for o in store.audit.lines() if o.what is Done.SENT]
            assert sent == [("telegram", "large_print")]
            await jeanne.says("une femme")
            assert telegram.conversation.last.asking == "identity.birth_date"

    asyncio.run(scene())
