"""A server of our own in a process of its own, and what it answers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

TREATYBASE = str(Path(sys.executable).with_name("treatybase"))
PATIENCE = 30


@contextmanager
def serving(
    data: Path, *command: str, settings: Mapping[str, str] | None = None, log: Path | None = None
) -> Iterator[str]:
    """The address of a server, which ends with the block. What it says of itself goes into `log`."""
    environment = {**os.environ, "TREATYBASE_MODEL": "none", **(settings or {})}
    arguments = [TREATYBASE, *command, "--port", "0", "--data", str(data)]
    with (
        open(log or os.devnull, "w", encoding="utf-8") as errors,
        subprocess.Popen(
            arguments, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment
        ) as process,
    ):
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        said = next((line for line in lines if line.startswith("Serving on ")), "")
        assert said, "the server did not start"
        try:
            yield said.split()[2]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE)


def get(address: str) -> Any:
    """The JSON at an address."""
    with urlopen(address, timeout=20) as answer:
        return json.load(answer)


@dataclass(frozen=True)
class Reply:
    """What a server answered, whatever the status; names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    text: str
    seconds: float

    @property
    def json(self) -> Any:
        return json.loads(self.text)


def ask(address: str, language: str = "en") -> Reply:
    """Ask as a client in this language does."""
    started = time.monotonic()
    try:
        answer = urlopen(Request(address, headers={"Accept-Language": language}), timeout=PATIENCE)
    except HTTPError as error:
        answer = error
    with answer:
        text = answer.read().decode()
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status, headers, text, time.monotonic() - started)
