"""Why a file, or a part of it, could not be read."""

from __future__ import annotations

from corpus.errors import CorpusError


class IngestError(CorpusError):
    """Base of the ingest errors; `code` is what the report prints."""

    code = "ingest_error"


class UnreadableFile(IngestError):
    """The bytes are not what the format says: truncated, damaged, not that format."""

    code = "unreadable_file"


class EncryptedFile(IngestError):
    """The file needs a password."""

    code = "encrypted_file"


class NoUsableText(IngestError):
    """Nothing but images, or a text layer that is not text: needs OCR."""

    code = "no_usable_text"


class TooLarge(IngestError):
    """Beyond a limit that protects the machine (size, expansion, depth, time)."""

    code = "too_large"


class UnknownFormat(IngestError):
    """No reader takes this file."""

    code = "unknown_format"


class InvalidRecord(IngestError):
    """An import record or a manifest row lacks what the contract asks."""

    code = "invalid_record"


class TimedOut(IngestError):
    """Reading took longer than the limit; the worker was stopped."""

    code = "timed_out"


class NotADocument(IngestError):
    """A table, a picture, a provenance note: nothing that holds provisions. Counted as skipped."""

    code = "not_a_document"


class WorkerLost(IngestError):
    """Every worker that began this file died of it, or failed; it is not tried again by itself."""

    code = "worker_lost"


class OriginalMissing(IngestError):
    """The bytes of a job are not among the originals of the machine that works on it."""

    code = "original_missing"
