"""The embedded engine: tantivy for words, flat files for vectors, both in one local folder."""

from search_api.engine.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
