"""Whatever a person hands over, read and described, or refused with a reason that can be said."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answers.kind import Asked, Lang
from assistant.answers.past_date import PAST_DATE
from assistant.documents import cda_reading, fhir_reading
from assistant.documents.days import known_day
from assistant.documents.masking import Masked, masked_pdf, masked_picture
from assistant.documents.media import media_of
from assistant.documents.number import blanked, is_health_card, shows_number, without_number
from assistant.documents.pdf import read_pdf
from assistant.documents.pictures import upright
from assistant.documents.reading import words_in_picture, words_in_scan
from assistant.documents.refused import Refused
from assistant.documents.straight import straightened
from assistant.documents.structured import encoding_of, parse_json, parse_xml, text_of
from assistant.documents.types import OTHER, type_by_words
from assistant.dossier.document import LARGEST_DOCUMENT, Document
from assistant.words.words import words_in

WORDS_OF_A_TITLE = 8  # of a paper's first line
LONGEST_TITLE = 120  # characters
LEAST_TEXT = 40  # characters on a page that is no scan


def receive(content: bytes, lang: Lang) -> Document | Refused:
    """The document that `content` is, ready to be kept, or why it is not kept.

    Nothing is written anywhere. The bytes are kept as they came, but for a social security number:
    it is blanked out of a file of text, and painted over on a paper.
    """
    if not content:
        return Refused("empty")
    if len(content) > LARGEST_DOCUMENT:
        return Refused("too_large")
    media = media_of(content)
    if media == "image":
        found = _picture(content, lang)
    elif media == "application/pdf":
        found = _pdf(content, lang)
    elif media is not None:
        found = _structured(content, is_xml=media == "text/xml", lang=lang)
    else:
        return Refused("unknown_kind")
    if isinstance(found, Refused):
        return found
    found = replace(found, title=found.title[:LONGEST_TITLE])
    return replace(found, summary=_summary(found, lang), size=len(found.content))


def _picture(content: bytes, lang: Lang) -> Document | Refused:
    looked_at = upright(content)
    if isinstance(looked_at, Refused):
        return looked_at
    media, png = looked_at[0], straightened(looked_at[1])
    text = words_in_picture(png, lang)
    if is_health_card(text):
        return Refused("health_card")
    if not shows_number(text):
        return _paper(text, media, content, lang)
    return _without_its_number(text, masked_picture(png, lang), lang)


def _pdf(content: bytes, lang: Lang) -> Document | Refused:
    pdf = read_pdf(content)
    if isinstance(pdf, Refused):
        return pdf
    if shows_number(f"{pdf.title}\n{pdf.author}"):
        return Refused("number")
    text = pdf.text
    if len(text) < LEAST_TEXT:
        text = words_in_scan(content, pdf.pages, lang) or text
    if is_health_card(text):
        return Refused("health_card")
    if shows_number(text):
        found = _without_its_number(text, masked_pdf(content, pdf.pages, lang), lang)
    else:
        found = _paper(text, "application/pdf", content, lang)
    if isinstance(found, Refused):
        return found
    title, author = pdf.title or found.title, pdf.author or None
    return replace(found, title=title, author=author, date=known_day(pdf.date))


def _without_its_number(text: str, masked: Masked | None, lang: Lang) -> Document | Refused:
    if masked is None:
        return Refused("number")
    return replace(_paper(blanked(text), masked.media_type, masked.content, lang), masked=True)


def _paper(text: str, media: str, content: bytes, lang: Lang) -> Document:
    """A paper, from the words on it."""
    kind = type_by_words(text)
    first = next((line.split() for line in text.splitlines() if len(line.split()) > 1), [])
    named = words_in(lang).say(f"document_type_{kind}")
    return Document(
        title=" ".join(first[:WORDS_OF_A_TITLE]) or named,
        type=kind,
        media_type=media,
        summary="",
        content=content,
        text=text,
    )


def _structured(content: bytes, *, is_xml: bool, lang: Lang) -> Document | Refused:
    text = text_of(content)
    if isinstance(text, Refused):
        return text
    clean = text = text.replace("\r\n", "\n")  # as an XML parser reads them
    clean = without_number(clean, is_xml=is_xml)
    parsed: Any = parse_xml(clean) if is_xml else parse_json(clean)
    if isinstance(parsed, Refused):
        return parsed
    reading = cda_reading if is_xml else fhir_reading
    read = cda_reading.read_cda(parsed) if is_xml else fhir_reading.read_bundle(parsed)
    if isinstance(read, Refused):
        return read
    told = [read.text]
    for encoded, file in reading.attachments(parsed):
        paper = _within(file, lang)
        if isinstance(paper, Refused):
            return paper
        if paper is not None and paper.masked:
            if encoded not in clean:
                return Refused("number")
            clean = clean.replace(encoded, b64encode(paper.content).decode())
        told.append(paper.text if paper else "")
    masked = clean != text
    kept = clean.encode(_encoding(content), "xmlcharrefreplace") if masked else content
    return replace(read, content=kept, text="\n".join(filter(None, told)), masked=masked)


def _within(file: bytes, lang: Lang) -> Document | Refused | None:
    """A paper carried within a document; refused only when it may not be kept."""
    media = media_of(file)
    if media not in ("application/pdf", "image"):
        return None
    paper = _pdf(file, lang) if media == "application/pdf" else _picture(file, lang)
    if isinstance(paper, Refused) and paper.reason not in ("health_card", "number"):
        return None
    return paper


def _encoding(content: bytes) -> str:
    return encoding_of(content) or "utf-8"


def _summary(document: Document, lang: Lang) -> str:
    """A few plain sentences: what it is, from whom, of when, and whether it could be read."""
    words = words_in(lang)
    kind = words.say(f"document_type_{document.type}")
    sentences = [words.say("document_is", type=kind)]
    if document.title.casefold() != kind.casefold() and document.type == OTHER:
        sentences.append(words.say("document_title", title=document.title))
    if document.author:
        sentences.append(words.say("document_author", author=document.author))
    if document.date:
        day = PAST_DATE.say_back(document.date, Asked(lang, date.max))
        sentences.append(words.say("document_date", date=day))
    if document.masked:
        sentences.append(words.say("document_masked"))
    if not document.text:
        sentences.append(words.say("document_without_words"))
    for list_field in ("health.allergies", "health.treatments"):
        count = sum(p.list_field == list_field for p in document.proposals)
        if count:
            label = words.fields[list_field].label.lower()
            sentences.append(words.say("document_speaks_of", label=label))
    return " ".join(sentences)
