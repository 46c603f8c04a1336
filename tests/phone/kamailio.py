"""kamailio, a registrar with passwords, as an operator's (Debian's kamailio): memory only."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests.phone.exchange import free_port

MODULES = next(Path("/usr/lib").glob("*/kamailio/modules"), None)
SECONDS = 50  # the longest that it runs
USER, PASSWORD = "assistant", "an-invented-password"

CONFIG = """\
#!KAMAILIO
debug=0
log_stderror=yes
children=1
listen=udp:127.0.0.1:{port}
mpath="{modules}"
loadmodule "kex.so"
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "auth.so"
modparam("usrloc", "db_mode", 0)
modparam("registrar", "max_expires", 60)

request_route {{
    if (has_totag()) {{
        loose_route();
        t_relay();
        exit;
    }}
    if (is_method("REGISTER")) {{
        if (!pv_www_authenticate("127.0.0.1", "{password}", "0")) {{
            www_challenge("127.0.0.1", "0");
            exit;
        }}
        save("location");
        exit;
    }}
    record_route();
    if (!lookup("location")) {{
        sl_send_reply("404", "Not Found");
        exit;
    }}
    t_relay();
}}
"""


@asynccontextmanager
async def registrar(folder: Path) -> AsyncIterator[int]:
    """Run it, by itself in `folder`; its port."""
    port = free_port()
    config = folder / "kamailio.cfg"
    config.write_text(CONFIG.format(port=port, modules=MODULES, password=PASSWORD))
    running = await asyncio.create_subprocess_exec(
        "timeout", str(SECONDS), "kamailio", "-DD", "-E", "-f", str(config),
        "-P", str(folder / "pid"), "-Y", str(folder), "-w", str(folder), "-m", "16", "-M", "4",
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        stderr=(folder / "stderr").open("wb"),
    )  # fmt: skip
    try:
        yield port
    finally:
        with suppress(ProcessLookupError):
            running.terminate()
        await running.wait()
