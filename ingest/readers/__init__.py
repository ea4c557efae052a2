"""One reader a format, and the choice between them."""

from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.registry import VERSION, read_file, reader_for, readers

__all__ = ["DEFAULT", "VERSION", "Limits", "read_file", "reader_for", "readers"]
