"""Papers as plain text: to be read aloud word for word, by a person or by the assistant's voice."""

from __future__ import annotations

from assistant.papers.blocks import Paper, Points, Title


def to_text(paper: Paper) -> str:
    """The very words of the paper, in its order, one thing a line, a blank line between things."""
    parts: list[str] = []
    for block in paper.every_block():
        texts = block.texts()
        if not texts:
            continue
        space = "\n\n" if isinstance(block, Title) and parts else "\n" if parts else ""
        parts.append(space + "\n".join(texts) + "\n")
    return "".join(parts)


def lines_of(paper: Paper) -> list[str]:
    """As lines for a page of Braille."""
    lines: list[str] = []
    for block in paper.every_block():
        match block:
            case Points(items):
                lines += [f"- {item}" for item in items]
            case Title(text):
                lines += [text, ""]
            case _:
                lines += block.texts()
    return lines
