"""A PDF as text, in a process of its own: `python -m assistant.documents.pdf` reads standard input.

A PDF is a program's worth of format. Whatever a hostile one does, it does in a process that is
bounded and may write nothing (`assistant.documents.separate`).
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass

from assistant.documents.refused import Refused
from assistant.documents.separate import read_by

MOST_PAGES = 200
LONGEST_TEXT = 200_000  # characters
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Pdf:
    """What a PDF says of itself. `text` is empty for a scan; `date` is YYYY-MM-DD."""

    pages: int
    title: str
    author: str
    date: str
    text: str


def read_pdf(content: bytes) -> Pdf | Refused:
    """The text of a PDF; `locked` with a password, `broken` when it cannot be read."""
    read = read_by([sys.executable, "-m", "assistant.documents.pdf"], content)
    if read is None:
        return Refused("broken")
    found = json.loads(read)
    if "refused" in found:
        return Refused(found["refused"])
    return Pdf(**found)


def main() -> None:
    """Read a PDF from standard input, and print what it says as one JSON object."""
    import io
    import logging

    from pypdf import PdfReader

    logging.disable()
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    if reader.is_encrypted and not reader.decrypt(""):
        found: dict[str, object] = {"refused": "locked"}
    else:
        about = reader.metadata
        made = about and about.creation_date
        found = {
            "pages": len(reader.pages),
            "title": str((about and about.title) or "")[:LONGEST_NAME],
            "author": str((about and about.author) or "")[:LONGEST_NAME],
            "date": made.date().isoformat() if made else "",
            "text": "",
        }
        text = ""
        for page in reader.pages[:MOST_PAGES]:
            text += page.extract_text() + "\n"
            if len(text) > LONGEST_TEXT:
                break
        found["text"] = text[:LONGEST_TEXT].strip()
    sys.stdout.buffer.write(json.dumps(found).encode())


if __name__ == "__main__":
    main()
