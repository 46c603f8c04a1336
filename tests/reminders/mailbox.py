"""A small SMTP server of the tests' own, on 127.0.0.1, in a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Mailbox:
    """What arrived. `refuses`: the reply to a command of that name instead of the usual one."""

    port: int = 0
    refuses: dict[str, str] = field(default_factory=dict)
    cut_at: str = ""
    """The command at which the line is cut without a reply."""
    recipients: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


@contextmanager
def mailbox(**how: object) -> Iterator[Mailbox]:
    """A server for the time of a test."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        box = Mailbox(port=listening.getsockname()[1], **how)  # type: ignore[arg-type]
        thread = threading.Thread(target=_serve, args=(listening, box), daemon=True)
        thread.start()
        yield box
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(10)


def _serve(listening: socket.socket, box: Mailbox) -> None:
    while True:
        try:
            line, _ = listening.accept()
        except OSError:
            return
        with line:
            line.settimeout(10)
            _converse(line, box)


def _converse(line: socket.socket, box: Mailbox) -> None:
    with line.makefile("rwb", buffering=0) as stream:

        def reply(text: str) -> None:
            stream.write(f"{text}\r\n".encode())

        reply("220 here")
        while command := stream.readline().decode().strip():
            name = command.split(" ")[0].split(":")[0].upper()
            if name == box.cut_at:
                return
            if name in box.refuses:
                reply(box.refuses[name])
            elif name == "EHLO":
                reply("250 here")
            elif name == "DATA":
                reply("354 go on")
                lines = iter(lambda: stream.readline().decode(), ".\r\n")
                box.messages.append("".join(lines))
                if box.cut_at == "END":
                    return
                reply(box.refuses.get("END", "250 kept"))
            else:
                if name == "RCPT":
                    box.recipients.append(command)
                reply("250 yes")
