"""From blocks of text to the tree of provisions."""

from ingest.structure.text import StructuredText, structure

__all__ = ["StructuredText", "structure"]
