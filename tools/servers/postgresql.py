"""A PostgreSQL of one's own, in a folder, on 127.0.0.1 alone and for everyone there (trust)."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from tools.servers.process import POLL_SECONDS, START_SECONDS, Server, ServerFailed, free_port, tail
from treatybase.programs import POSTGRESQL_FOLDERS, postgresql_folder

UNPRIVILEGED = ("postgres", "nobody")
"""As whom it runs when we are root, which PostgreSQL refuses."""
OWNER = "postgres"
"""The superuser of the new server, and its maintenance database."""
STILL_DYING = "pre-existing shared memory block"
"""What it says while the children of a killed server are still there: for a moment only."""


class PostgreSQL(Server):
    """A server with its data in `folder`/data.

    `fsync=False` makes it faster and loses data in a power cut (not when the process is killed): for tests.
    As root it runs as an unprivileged user, to whom the parents of `folder` must be open (mode o+x).
    """

    stop_signal = signal.SIGINT  # "fast": sessions are ended, not waited for

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        fsync: bool = True,
        settings: Mapping[str, str | int] | None = None,
    ) -> None:
        super().__init__("postgresql", folder, user=_user())
        self.port = port or free_port()
        self.data = self.folder / "data"
        self.settings: dict[str, str | int] = {
            "listen_addresses": "127.0.0.1",
            "port": self.port,
            # The default folder of sockets belongs to the system's own server.
            "unix_socket_directories": "",
            "fsync": "on" if fsync else "off",
            **(settings or {}),
        }

    @property
    def url(self) -> str:
        """The maintenance database, as libpq and psycopg read it."""
        return f"postgresql://{OWNER}@127.0.0.1:{self.port}/{OWNER}"

    def command(self) -> list[str]:
        """The server with its settings as arguments: nothing is written into its folder by us."""
        settings = [word for key, value in self.settings.items() for word in ("-c", f"{key}={value}")]
        return [str(_programs() / "postgres"), "-D", str(self.data), *settings]

    def is_ready(self) -> bool:
        """Whether it lets us in."""
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def launch(self) -> None:
        """Start without waiting, on a new data folder if there is none."""
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        super().launch()

    def start(self) -> None:
        """Start, and wait until it answers; just after a kill, once its children are gone."""
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                return super().start()
            except ServerFailed:
                if STILL_DYING not in tail(self.log, lines=4) or time.monotonic() > deadline:
                    raise
            time.sleep(POLL_SECONDS)

    def _initialise(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        if self.user:
            shutil.chown(self.data, self.user)
        self.data.chmod(0o700)
        done = subprocess.run(
            [
                str(_programs() / "initdb"),
                f"--pgdata={self.data}",
                "--auth=trust",
                f"--username={OWNER}",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
            ],
            capture_output=True,
            text=True,
            user=self.user,
            cwd="/",
            check=False,
        )
        if done.returncode:
            who = f" (as {self.user}, to whom the parents of the folder must be open)" if self.user else ""
            raise ServerFailed(f"initdb failed in {self.data}{who}: {done.stderr.strip()}")


def _user() -> str | None:
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in UNPRIVILEGED if name in names), None)


def _programs() -> Path:
    if folder := postgresql_folder():
        return folder
    places = ", ".join(POSTGRESQL_FOLDERS)
    raise ServerFailed(f"no PostgreSQL server programs (initdb, postgres) on PATH or in {places}")


def database_url(server_url: str, name: str) -> str:
    """The address of one database of a server, as SQLAlchemy reads it.

    >>> database_url("postgresql://postgres@127.0.0.1:5432/postgres", "treaties")
    'postgresql+psycopg://postgres@127.0.0.1:5432/treaties'
    """
    return server_url.replace("postgresql:", "postgresql+psycopg:", 1).rpartition("/")[0] + f"/{name}"


def create_database(server_url: str, name: str) -> str:
    """Make an empty database; its address, as SQLAlchemy reads it."""
    _run(server_url, "CREATE DATABASE {}", name)
    return database_url(server_url, name)


def drop_database(server_url: str, name: str) -> None:
    """Drop a database, and end whoever still uses it."""
    _run(server_url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _run(server_url: str, statement: LiteralString, name: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
