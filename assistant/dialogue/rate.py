"""How fast to speak, as the person chose it: `welcome.speech_rate`, or a command."""

from __future__ import annotations

from typing import Literal

Rate = Literal["slowest", "slow", "normal", "fast"]
"""The slowest is reached by command alone."""
