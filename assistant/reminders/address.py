"""Where somebody is told things."""

from __future__ import annotations

from assistant.dossier.dossier import Dossier

_TOLD = {"email": "identity.email", "phone": "identity.phone"}
"""Fields that hold an address, by channel."""


def address_of(dossier: Dossier, channel: str, reached: str | None) -> str | None:
    """Where the person is told things on `channel`: where they talked, else what they told."""
    if reached is not None or channel not in _TOLD:
        return reached
    told = dossier.value(_TOLD[channel])
    return told if isinstance(told, str) else None
