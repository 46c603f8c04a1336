"""The server on 127.0.0.1: what each address leads to, and what is refused before it is read."""

from __future__ import annotations

import asyncio
import errno
import logging
from typing import TYPE_CHECKING

from channels.web.limits import CONNECTIONS, FORM_WITHIN, HEAD_WITHIN, LARGEST_FORM, LARGEST_HEAD

if TYPE_CHECKING:
    from tornado.httpserver import HTTPServer

    from channels.web.desk import Desk

log = logging.getLogger(__name__)

LOOK_AGAIN = 30.0  # seconds, for a port that another program holds


async def serve(desk: Desk, port: int) -> None:
    """Until cancelled. A port that is taken is said once, and looked at again and again."""
    from tornado.httpserver import HTTPServer
    from tornado.iostream import IOStream

    from channels.web.handlers import application

    class Door(HTTPServer):
        """Lets in so many connections at once: the files of this process are everybody's."""

        def handle_stream(self, stream: IOStream, address: tuple[str, int]) -> None:
            """One connection, or none more."""
            if len(self._connections) >= CONNECTIONS:
                stream.close()
                return
            super().handle_stream(stream, address)

    logging.getLogger("tornado").setLevel(logging.CRITICAL + 1)  # it logs what was sent
    server = Door(
        application(desk),
        max_body_size=LARGEST_FORM,
        max_header_size=LARGEST_HEAD,
        idle_connection_timeout=HEAD_WITHIN,
        body_timeout=FORM_WITHIN,
    )
    await _listen(server, port)
    try:
        await asyncio.Event().wait()
    finally:
        server.stop()
        desk.voices.close()
        await server.close_all_connections()


async def _listen(server: HTTPServer, port: int) -> None:
    is_told = False
    while True:
        try:
            server.listen(port, address="127.0.0.1")
        except OSError as refused:
            if refused.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            if not is_told:
                log.error("the page: port %d is taken; set another, VIVEVOIX_PORT=…", port)
            is_told = True
            await asyncio.sleep(LOOK_AGAIN)
        else:
            return
