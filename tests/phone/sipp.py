"""sipp, a telephone that reads its part from a script (Debian's sip-tester)."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from pathlib import Path

from tests.phone.exchange import free_port

SHIPPED = Path("/usr/share/sip-tester")
SECONDS = 50  # the longest that it runs

_HEAD = """Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <sip:+33140000000@[local_ip]:[local_port]>;tag=[pid]SIPpTag00[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>[peer_tag_param]
Call-ID: [call_id]
Contact: <sip:+33140000000@[local_ip]:[local_port]>
Max-Forwards: 70"""

SDP = """v=0
o=user1 53655765 2353687637 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [auto_media_port] RTP/AVP 8 101
a=rtpmap:8 PCMA/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15"""

ACK = f"""<send><![CDATA[
ACK [next_url] SIP/2.0
{_HEAD}
[routes]
CSeq: 1 ACK
Content-Length: 0

]]></send>"""

BYE = f"""<send retrans="500"><![CDATA[
BYE [next_url] SIP/2.0
{_HEAD}
[routes]
CSeq: 2 BYE
Content-Length: 0

]]></send>
<recv response="200"/>"""

HUNG_UP = """<recv request="BYE" timeout="30000"/>
<send><![CDATA[
SIP/2.0 200 OK
[last_Via:]
[last_From:]
[last_To:]
[last_Call-ID:]
[last_CSeq:]
Content-Length: 0

]]></send>"""


def invite(sdp: str = SDP) -> str:
    """The first message of a call."""
    return f"""<send retrans="500"><![CDATA[
INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
{_HEAD}
CSeq: 1 INVITE
Content-Type: application/sdp
Content-Length: [len]

{sdp}
]]></send>
<recv response="100" optional="true"/>"""


ANSWERED = f'<recv response="200" rrs="true"/>\n{ACK}'


def refused(status: int) -> str:
    """The call is refused with this very number."""
    return f'<recv response="{status}"/>\n{ACK.replace("[next_url]", "sip:[remote_ip]")}'


ANSWERED_OR_BUSY = f"""<recv response="486" optional="true" next="busy"/>
<recv response="200" rrs="true"/>
{ACK}
<pause milliseconds="400"/>
{BYE}
<nop next="end"/>
<label id="busy"/>
{ACK.replace("[next_url]", "sip:[remote_ip]")}
<label id="end"/>"""


def plays(pcap: Path, pause: float = 0.0) -> str:
    """Play captured packets, then wait for `pause` seconds.

    Without one sipp listens at once: a goodbye that finds it waiting is no part of its script.
    """
    played = f'<nop><action><exec play_pcap_audio="{pcap}"/></action></nop>'
    return f'{played}\n<pause milliseconds="{int(pause * 1000)}"/>' if pause else played


def may_play() -> str:
    """Why sipp cannot play packets here; empty when it can."""
    try:
        socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_UDP).close()
    except PermissionError:
        return "sipp plays captured packets by a raw socket: run as root, or with CAP_NET_RAW"
    return ""


async def sipp(folder: Path, port: int, *parts: str, options: tuple[str, ...] = ()) -> int:
    """Play the scenario to its end: 0 when everything came as its script says."""
    script = folder / "scenario.xml"
    script.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="caller">\n'
        + "\n".join(parts)
        + "\n</scenario>\n"
    )
    options = options or ("-m", "1")
    running = await asyncio.create_subprocess_exec(
        "timeout", str(SECONDS), "sipp", f"127.0.0.1:{port}", "-sf", str(script),
        "-s", "1000", "-i", "127.0.0.1", "-p", str(free_port()), "-mp", str(free_port()),
        "-nostdin", *options, cwd=folder,
        stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        return await running.wait()
    finally:
        if running.returncode is None:
            running.terminate()
            await running.wait()


def keys_pcap(path: Path, keys: str, lost: Callable[[], bool] = lambda: False) -> Path:
    """Keys pressed one after the other, as a capture of RFC 4733 packets, some of them lost."""
    packets, sequence, now = [], 1, 1.0
    for at, key in enumerate(keys):
        event, began = "0123456789*#".index(key), 8_000 + at * 4_000
        for held in range(1, 8):
            duration, ends = min(held, 5) * 160, held >= 5
            rtp = struct.pack("!BBHII", 0x80, 101 | (0x80 if held == 1 else 0), sequence, began, 7)
            rtp += struct.pack("!BBH", event, (0x80 if ends else 0) | 10, duration)
            if not lost():
                packets.append((now, rtp))
            sequence, now = sequence + 1, now + 0.02
        now += 0.1
    capture = struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 65_535, 1)
    for moment, rtp in packets:
        udp = struct.pack("!HHHH", 6_000, 6_000, 8 + len(rtp), 0) + rtp
        ip = struct.pack(
            "!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 0, 0, 64, 17, 0, b"\x7f\0\0\1", b"\x7f\0\0\1"
        )
        frame = bytes(12) + b"\x08\x00" + ip + udp
        seconds = int(moment)
        head = struct.pack("<IIII", seconds, int((moment - seconds) * 1e6), len(frame), len(frame))
        capture += head + frame
    path.write_bytes(capture)
    return path
