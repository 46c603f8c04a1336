"""The systemd unit by which the assistant starts with the machine (systemd.service(5)).

It is a user's. Whatever needs a view of the file system of its own, such as PrivateTmp and
ProtectSystem, does nothing in one (systemd.exec(5), "Sandboxing"), and is left out.
"""

from __future__ import annotations

from pathlib import Path

UNIT = """\
[Unit]
Description=Vive Voix, the medical dossier by word of mouth
After=sound.target network-online.target

[Service]
ExecStart={program} start --no-talk
WorkingDirectory={folder}
Restart=always
RestartSec=5
UMask=0077
NoNewPrivileges=yes
RestrictSUIDSGID=yes
LockPersonality=yes

[Install]
WantedBy=default.target
"""


def unit(project: Path) -> str:
    """For the user who runs it, with the project where it is now."""
    return UNIT.format(program=_quoted(project / "vivevoix"), folder=_escaped(project))


def _quoted(path: Path) -> str:
    return f'"{_escaped(path)}"' if " " in str(path) else _escaped(path)


def _escaped(path: Path) -> str:
    """A percent sign begins a specifier there."""
    return str(path).replace("%", "%%")
