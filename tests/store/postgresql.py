"""A PostgreSQL cluster of the tests' own: a temporary folder, a free port, stopped by its pid."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

START = 30  # seconds for a server to answer on a busy machine
HOW = "install it with: apt-get install postgresql"


class NotHere(Exception):
    """Why there is no PostgreSQL."""


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    port: int
    data: Path
    owner: int | None

    def url(self, database: str) -> str:
        """Its address, as VIVEVOIX_DATABASE_URL holds it."""
        return f"postgresql://vivevoix@127.0.0.1:{self.port}/{database}"

    def cut_off(self, url: str) -> None:
        """End every connection to one database, as a server that restarts does."""
        with psycopg.connect(self.url("postgres")) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [url.rpartition("/")[2]],
            )

    def run(self, *statements: str, database: str = "postgres") -> None:
        """Statements that no transaction may hold."""
        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement)  # type: ignore[call-overload]


@contextmanager
def running() -> Iterator[Cluster]:
    """A cluster for the time of a test run. Raises `NotHere`."""
    programs = _programs()
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="vivevoix-pg-"))
    data, log = folder / "data", folder / "log"
    try:
        if owner is not None:
            os.chown(folder, owner, -1)
        _make(programs, data, owner)
        port = _free_port()
        settings = {
            "listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder,
            "fsync": "off", "max_connections": 40, "shared_buffers": "16MB",
        }  # fmt: skip
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with log.open("wb") as errors:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, *options],
                stdout=errors, stderr=errors, cwd=folder, **_as(owner),
            )  # fmt: skip
        try:
            cluster = Cluster(port, data, owner)
            _wait(cluster, server, log)
            yield cluster
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(START)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or [
        Path(path) for path in [shutil.which("initdb")] if path
    ]
    if not found:
        raise NotHere(f"no initdb; {HOW}")
    return found[-1].resolve().parent


def _owner() -> int | None:
    """The user to run as: a server refuses root."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise NotHere("run as root, and no user postgres or nobody to run a server as")


def _as(owner: int | None) -> dict[str, Any]:
    return {} if owner is None else {"user": owner, "extra_groups": []}


def _make(programs: Path, data: Path, owner: int | None) -> None:
    ran = subprocess.run(
        [programs / "initdb", "-D", data, "-U", "vivevoix", "-A", "trust", "-N",
         "-E", "UTF8", "--locale=C"],
        capture_output=True, text=True, cwd=data.parent, check=False, **_as(owner),
    )  # fmt: skip
    if ran.returncode:
        raise NotHere(f"initdb failed: {ran.stderr.strip().splitlines()[-1:]}")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _wait(cluster: Cluster, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and server.poll() is None:
        try:
            cluster.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise NotHere(f"the server did not start: {log.read_text('utf-8', 'replace')[-300:]}")
