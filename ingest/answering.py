"""What a worker says of one file: its expressions in batches, then how it ended."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from corpus.model import Deposit
from ingest.confine import Alarm
from ingest.deposits import Reading, read_deposits
from ingest.errors import IngestError, TooLarge, UnreadableFile
from ingest.readers import DEFAULT, is_read_by_lines
from ingest.recognition import recogniser_for
from ingest.task import MEBIBYTE, Batch, Done, Failed, Message, Task, WorkerLimits

BATCH_DOCUMENTS = 64
BATCH_CHARACTERS = 2 * MEBIBYTE
BATCH_SECONDS = 5.0
"""A batch is sent when one of these is reached: a commit costs little, several batches fit in memory,
and little is read again when a later document of the file hangs."""


def answer(task: Task, limits: WorkerLimits, alarm: Alarm) -> Iterator[Message]:
    """Everything to say of one file: batches, then how it ended."""
    alarm.start()
    allowing = replace(DEFAULT, expect=lambda pages: alarm.allow(limits.page * pages))
    reading = Reading(task, recogniser_for(task, limits, alarm.renew), allowing)
    ending: Failed | None = None
    batch: list[Deposit] = []
    begun = time.monotonic()
    for item in _read(reading, limits):
        alarm.start()
        if isinstance(item, Failed):
            ending = item
            break
        batch.append(item)
        if _is_full(batch) or time.monotonic() - begun > BATCH_SECONDS:
            yield Batch(tuple(batch))
            batch, begun = [], time.monotonic()
    if batch:
        yield Batch(tuple(batch))
    yield ending or Done(reading.notices, tuple(sorted(reading.unusable_pages)), "; ".join(reading.because))


def _read(reading: Reading, limits: WorkerLimits) -> Iterator[Deposit | Failed]:
    """The expressions of the file; an error of any kind is the last item."""
    size = reading.task.size
    try:
        if size > limits.file and not is_read_by_lines(reading.task.path):
            raise TooLarge(f"{size / MEBIBYTE:.0f} MB; the limit is {limits.file / MEBIBYTE:.0f} MB")
        yield from read_deposits(reading)
        if not reading.documents:
            raise reading.emptiness()
    except IngestError as error:
        yield _failed(reading, error.code, str(error))
    except MemoryError:
        yield _failed(reading, TooLarge.code, f"needs more than {limits.memory // MEBIBYTE} MB of memory")
    except RecursionError:
        yield _failed(reading, TooLarge.code, "nested too deeply")
    except Exception as error:
        yield _failed(
            reading, UnreadableFile.code, f"the reader failed: {type(error).__name__}: {error}"[:500]
        )


def _failed(reading: Reading, code: str, reason: str) -> Failed:
    reason = reason.removeprefix(f"{reading.task.path}: ")  # the report names the file as it was given
    return Failed(code, reason, reading.notices)


def _is_full(batch: list[Deposit]) -> bool:
    characters = sum(len(node.text) for deposit in batch for top in deposit.provisions for node in top.walk())
    return len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS
