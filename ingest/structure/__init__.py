"""From blocks of text to the tree of provisions."""

from ingest.structure.structure import StructuredText, structure

__all__ = ["StructuredText", "structure"]
