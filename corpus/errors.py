"""Every way the corpus can fail, each with a stable code and a sentence for a person."""

from __future__ import annotations


class CorpusError(Exception):
    """Base of the corpus errors.

    `code` is stable and machine-readable (it is also the key of the sentence in the
    message catalogues); `params` fill the sentence in the reader's language.
    """

    code = "corpus_error"

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.params = params


class NotFound(CorpusError):
    """No such work, expression or provision within the scope asked for."""

    code = "not_found"


class InvalidIdentifier(CorpusError):
    """A text that should name a work, a provision or a date does not."""

    code = "invalid_identifier"


class SchemaMismatch(CorpusError):
    """The store was written by another schema revision: run `treatybase migrate`."""

    code = "schema_mismatch"


class UnsuitableDataFolder(CorpusError):
    """The data folder cannot be used: not writable, or on a network file system."""

    code = "unsuitable_data_folder"


class StoreUnavailable(CorpusError):
    """The database of the store is away or too slow; nothing that was acknowledged is lost.

    `params["seconds"]`, where it is known: after how many whole seconds it is worth trying again.
    """

    code = "store_unavailable"


class QueueUnavailable(CorpusError):
    """The store keeps no queue of jobs: only PostgreSQL can lock them one by one."""

    code = "queue_unavailable"
