"""Where a person is reached on a channel: sealed with the dossier's key, and erased with it."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select, update

from assistant.security.sealing import WrongKeyOrDamaged, seal, unseal
from assistant.store.errors import RecordDamaged
from assistant.store.models import ReachRow


def _place(dossier: str, channel: str) -> str:
    """Where a sealed address belongs."""
    return f"reach/{dossier}/{channel}/address"


def reached(connection: Connection, key: bytes, dossier: str, channel: str) -> str | None:
    """Where the person is reached on `channel`. Raises `RecordDamaged`."""
    here = (ReachRow.dossier_id == dossier, ReachRow.channel == channel)
    sealed = connection.execute(select(ReachRow.address).where(*here)).scalar_one_or_none()
    if sealed is None:
        return None
    try:
        return unseal(key, sealed, _place(dossier, channel)).decode()
    except WrongKeyOrDamaged:
        raise RecordDamaged("reach", dossier) from None


def keep_reached(
    connection: Connection, key: bytes, dossier: str, channel: str, address: str
) -> None:
    """Where the person is reached on `channel` from now on."""
    kept = reached(connection, key, dossier, channel)
    if kept == address:
        return
    sealed = seal(key, address.encode(), _place(dossier, channel))
    if kept is not None:
        here = (ReachRow.dossier_id == dossier, ReachRow.channel == channel)
        connection.execute(update(ReachRow).where(*here), {"address": sealed})
        return
    row = {"dossier_id": dossier, "channel": channel, "address": sealed}
    connection.execute(insert(ReachRow), row)


def forget_reach(connection: Connection, dossier: str) -> None:
    """The person is reached nowhere until they talk there again."""
    connection.execute(delete(ReachRow).where(ReachRow.dossier_id == dossier))
