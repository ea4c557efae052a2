"""One reader a format, and the choice between them."""

from ingest.readers.limits import DEFAULT, Limits
from ingest.readers.registry import VERSION, is_read_by_lines, read_file, reader_for, readers

__all__ = ["DEFAULT", "VERSION", "Limits", "is_read_by_lines", "read_file", "reader_for", "readers"]
