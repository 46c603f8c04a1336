"""A sound card without a wire, to try the loudspeaker with: for `bench voice` and the tests.

PulseAudio's own, reached by PortAudio as any card is. Both ways go by one clock: what the person
says and what the loudspeaker says are recorded side by side, to the sample.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy
from numpy.typing import NDArray

from assistant.speech.sound import HERTZ, Sound
from channels.spoken.tones import listening_tone

WITHIN = 20.0  # seconds in which the daemon must answer on a busy machine
LAG = "--latency-msec=20"
AT_ONCE = "--latency-msec=10000"  # all of it is there before it begins: load tears nothing
PERSON, ASSISTANT = 0, 1  # the channels of a recording
IS_THE_TONE = 0.9  # of 1: how like it what was heard must be
MONO = "master=room remix=no channels=1 channel_map=mono"
LOUDSPEAKER = f"sink_name=assistant master_channel_map=front-right {MONO}"
START = """
load-module module-native-protocol-unix auth-anonymous=1 socket={socket}
load-module module-null-sink sink_name=room rate={hertz} channels=2
load-module module-remap-sink sink_name=person master_channel_map=front-left {mono}
load-module module-remap-sink {loudspeaker}
set-default-sink assistant
set-default-source person.monitor
"""
ALSA = """
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


@dataclass
class Recording:
    """What is heard in the room, as it is heard: `person` and `assistant`, sample by sample."""

    process: subprocess.Popen[bytes]
    _heard: bytearray = field(default_factory=bytearray)
    _reader: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        """Begins at once."""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None  # noqa: S101, it was piped
        while piece := self.process.stdout.read(HERTZ // 50 * 4):
            self._heard += piece

    def of(self, channel: int, since: int = 0) -> NDArray[numpy.int16]:
        """One of the two, from the sample `since`."""
        whole = len(self._heard) // 4 * 4
        samples = numpy.frombuffer(bytes(self._heard[since * 4 : whole]), "<i2")
        return samples.reshape(-1, 2)[:, channel]

    @property
    def samples(self) -> int:
        """How many were heard so far."""
        return len(self._heard) // 4

    def tone(self, since: int) -> int | None:
        """The sample after the first tone that tells that it listens; None before it was heard."""
        from scipy.signal import correlate

        heard = self.of(ASSISTANT, since).astype(float)
        tone = numpy.frombuffer(listening_tone(HERTZ).pcm, "<i2").astype(float)
        if len(heard) <= len(tone):
            return None
        energy = correlate(heard**2, numpy.ones(len(tone)), "valid").clip(1.0)
        alike = correlate(heard, tone, "valid") / numpy.sqrt(energy * (tone**2).sum())
        found = numpy.flatnonzero(alike > IS_THE_TONE)
        return since + int(found[0]) + len(tone) if len(found) else None

    def end(self) -> None:
        """Nothing is recorded any more."""
        self.process.terminate()
        self.process.wait(WITHIN)
        self._reader.join(WITHIN)


@dataclass(frozen=True)
class Card:
    """What is played on `person` is what the microphone hears; `assistant` is the loudspeaker."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """By which a program uses this card and no other."""
        return {
            "HOME": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder),
            "PULSE_RUNTIME_PATH": str(self.folder / "run"),
            "PULSE_SERVER": f"unix:{self.folder / 'native'}",
            "ALSA_CONFIG_PATH": str(self.folder / "asound.conf"),
        }

    def control(self, *command: str) -> str:
        """What `pactl` answers."""
        done = subprocess.run(  # noqa: S603
            ["pactl", *command], env=os.environ | self.environment, capture_output=True,  # noqa: S607
            text=True, check=True, timeout=WITHIN,
        )  # fmt: skip
        return done.stdout

    def plug_loudspeaker(self) -> None:
        """It appears anew, the system's own choice."""
        self.control("load-module", "module-remap-sink", *LOUDSPEAKER.split())
        self.control("set-default-sink", "assistant")

    def say(self, sound: Sound) -> None:
        """The person in the room speaks, to the end."""
        subprocess.run(  # noqa: S603
            [*_sound("pacat", "person", 1, sound.hertz), AT_ONCE],
            input=sound.pcm, env=os.environ | self.environment, check=True,
            timeout=WITHIN + sound.seconds,
        )  # fmt: skip

    @contextmanager
    def recording(self) -> Iterator[Recording]:
        """What is heard in the room meanwhile."""
        process: subprocess.Popen[Any] = subprocess.Popen(  # noqa: S603
            [*_sound("parec", "room.monitor", 2, HERTZ), LAG],
            env=os.environ | self.environment, stdout=subprocess.PIPE,
        )  # fmt: skip
        recording = Recording(process)
        try:
            yield recording
        finally:
            recording.end()

    @contextmanager
    def listening(self) -> Iterator[list[Sound]]:
        """What the loudspeaker says meanwhile, when it is over."""
        heard: list[Sound] = []
        with self.recording() as recording:
            yield heard
        heard.append(Sound(recording.of(ASSISTANT).tobytes(), HERTZ))


def _sound(program: str, device: str, channels: int, hertz: int) -> list[str]:
    way = [f"--device={device}", f"--rate={hertz}", f"--channels={channels}", "--format=s16le"]
    return [program, *way]


@contextmanager
def sound_card(folder: Path) -> Iterator[Card]:
    """A PulseAudio of its own, stopped at the end by its process id.

    Raises `FileNotFoundError` where there is no PulseAudio.
    """
    card = Card(folder)
    (folder / "asound.conf").write_text(ALSA)
    (folder / "start.pa").write_text(
        START.format(socket=folder / "native", hertz=HERTZ, mono=MONO, loudspeaker=LOUDSPEAKER)
    )
    daemon = subprocess.Popen(  # noqa: S603
        ["pulseaudio", "--daemonize=no", "-n", "--exit-idle-time=-1", "--disable-shm=yes",  # noqa: S607
         "-F", str(folder / "start.pa")],
        env=os.environ | card.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(card)
        yield card
    finally:
        daemon.terminate()
        daemon.wait(WITHIN)


def _wait_for(card: Card) -> None:
    deadline = time.monotonic() + WITHIN
    while True:
        try:
            card.control("info")
            return
        except subprocess.CalledProcessError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
