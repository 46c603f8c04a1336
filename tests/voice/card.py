"""A sound card without a wire: PulseAudio's null sinks, reached by PortAudio as any card is."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from assistant.speech.sound import Sound

HERTZ = 16_000
WITHIN = 20.0  # seconds in which the daemon must answer on a busy machine


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
        done = subprocess.run(
            ["pactl", *command], env=os.environ | self.environment, capture_output=True,
            text=True, check=True, timeout=WITHIN,
        )  # fmt: skip
        return done.stdout

    def plug(self, name: str) -> str:
        """A sink appears; the number to unplug it by."""
        return self.control(
            "load-module", "module-null-sink", f"sink_name={name}", f"rate={HERTZ}", "channels=1"
        ).strip()

    def say(self, sound: Sound) -> None:
        """The person in the room speaks, to the end."""
        subprocess.run(
            ["pacat", "--device=person", f"--rate={sound.hertz}", "--channels=1", "--format=s16le"],
            input=sound.pcm, env=os.environ | self.environment, check=True,
            timeout=WITHIN + sound.seconds,
        )  # fmt: skip

    @contextmanager
    def listening(self) -> Iterator[list[Sound]]:
        """What the loudspeaker says meanwhile."""
        heard: list[Sound] = []
        with tempfile.TemporaryFile() as file:
            recording = subprocess.Popen(
                ["parec", "--device=assistant.monitor", f"--rate={HERTZ}", "--channels=1",
                 "--format=s16le"],
                env=os.environ | self.environment, stdout=file,
            )  # fmt: skip
            try:
                yield heard
            finally:
                recording.terminate()
                recording.wait(WITHIN)
                file.seek(0)
                heard.append(Sound(file.read(), HERTZ))


@contextmanager
def sound_card(folder: Path) -> Iterator[Card]:
    """A PulseAudio of its own, stopped at the end by its process id."""
    card = Card(folder)
    (folder / "asound.conf").write_text(
        "</usr/share/alsa/alsa.conf>\npcm.!default { type pulse }\nctl.!default { type pulse }\n"
    )
    (folder / "start.pa").write_text(
        f"load-module module-native-protocol-unix auth-anonymous=1 socket={folder / 'native'}\n"
        f"load-module module-null-sink sink_name=person rate={HERTZ} channels=1\n"
        f"load-module module-null-sink sink_name=assistant rate={HERTZ} channels=1\n"
        "set-default-sink assistant\nset-default-source person.monitor\n"
    )
    daemon = subprocess.Popen(
        ["pulseaudio", "--daemonize=no", "-n", "--exit-idle-time=-1", "--disable-shm=yes",
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
