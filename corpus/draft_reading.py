"""The port through which a draft is read: a text that somebody writes, and that the base must not keep."""

from __future__ import annotations

from typing import Protocol

from corpus.errors import CorpusError
from corpus.model import Deposit


class DraftError(CorpusError):
    """Base of the reasons why a draft cannot be read. None repeats anything that the draft says."""

    code = "draft_unreadable"


class DraftUnreadable(DraftError):
    """The file is damaged, or reading it took too much time or memory."""


class DraftEncrypted(DraftError):
    """The file needs a password."""

    code = "draft_encrypted"


class DraftTooLarge(DraftError):
    """The file, or the text in it, is larger than may be checked; `params["megabytes"]` is the limit."""

    code = "draft_too_large"


class DraftWithoutText(DraftError):
    """Nothing but pictures of pages, or a file without a word."""

    code = "draft_without_text"


class NoDraft(DraftError):
    """The file is of a kind in which no draft is written, or holds many documents."""

    code = "no_draft"


class DraftReader(Protocol):
    """Reads drafts and keeps nothing of them."""

    @property
    def most(self) -> int:
        """Bytes of the largest draft."""

    def read(self, data: bytes, name: str, language: str | None = None) -> tuple[Deposit, ...]:
        """The texts of a file, one for each language in it, the longest first. Raises a DraftError.

        Of `name` only the ending counts. `language`: as its author says; None: it is told from the text.
        """
