"""Who is at the computer: the account, as the system knows it."""

from __future__ import annotations

import os
import pwd

LONGEST = 80  # characters, as many as its column takes


def account() -> str:
    """The account's name; of an administrator who came by sudo, whose own it is as well."""
    uid = os.getuid()
    try:
        name = pwd.getpwuid(uid).pw_name
    except KeyError:  # a container may run under a number alone
        name = f"uid {uid}"
    sudo = os.environ.get("SUDO_USER", "") if uid == 0 else ""
    return (f"{name} (sudo by {sudo})" if sudo else name)[:LONGEST]
