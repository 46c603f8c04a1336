"""baresip, a softphone (Debian's baresip-core): it records what its owner hears."""

from __future__ import annotations

import asyncio
import json
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from tests.phone.exchange import free_port

MODULES = Path("/usr/lib/baresip/modules")
SECONDS = 50  # the longest that it runs

CONFIG = """\
poll_method epoll
sip_listen 127.0.0.1:{sip}
net_interface 127.0.0.1
rtp_ports {rtp}-{rtp_last}
audio_source aufile,{folder}/mouth.wav
audio_player aufile,{folder}/ear.wav
audio_srate 8000
audio_channels 1
module_path {modules}
module stdio.so
module g711.so
module aufile.so
module sndfile.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control}
snd_path {folder}
"""


class Softphone:
    """A running baresip; `says` is what it reports, event by event."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """By its control port."""
        self._reader, self._writer = reader, writer
        self.events: list[str] = []

    def command(self, name: str, params: str = "") -> None:
        """Tell it to do something."""
        said = json.dumps({"command": name, "params": params}).encode()
        self._writer.write(b"%d:%s," % (len(said), said))

    async def happens(self, event: str) -> None:
        """Wait until it reports `event`."""
        while event not in self.events:
            length = int((await self._reader.readuntil(b":"))[:-1])
            told: dict[str, Any] = json.loads((await self._reader.readexactly(length + 1))[:-1])
            self.events.append(str(told.get("type", "")))


@asynccontextmanager
async def softphone(folder: Path) -> AsyncIterator[Softphone]:
    """Run it, by itself in `folder`."""
    rtp, control = free_port(), free_port()
    config = CONFIG.format(
        sip=free_port(), rtp=rtp, rtp_last=rtp + 20, folder=folder, modules=MODULES, control=control
    )
    (folder / "config").write_text(config)
    (folder / "accounts").write_text("<sip:jeanne@127.0.0.1>;regint=0;answermode=manual\n")
    with wave.open(str(folder / "mouth.wav"), "wb") as mouth:  # it hangs up where this ends
        mouth.setparams((1, 2, 8_000, 0, "NONE", ""))
        mouth.writeframes(bytes(8_000 * 2 * SECONDS))
    running = await asyncio.create_subprocess_exec(
        "timeout", str(SECONDS), "baresip", "-4", "-f", str(folder),
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        reader, writer = await _connected(control)
        yield Softphone(reader, writer)
        writer.close()
    finally:
        with suppress(ProcessLookupError):
            running.terminate()
        await running.wait()


async def _connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    while True:
        try:
            return await asyncio.open_connection("127.0.0.1", port)
        except ConnectionError:
            await asyncio.sleep(0.1)


def recorded(folder: Path) -> bytes:
    """What was heard, as it was recorded."""
    [heard] = folder.glob("dump-*-dec.wav")
    content = heard.read_bytes()
    return np.frombuffer(content[44 : 44 + (len(content) - 44) // 2 * 2], "<i2").tobytes()
