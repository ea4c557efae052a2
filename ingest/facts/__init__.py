"""Terms, obligations and procedures, read out of provisions by rule tables in seven languages."""

from ingest.facts.alone import import_spacy

import_spacy()

from ingest.facts.reading import FactReader, read_facts  # noqa: E402 (spaCy first, alone)

__all__ = ["FactReader", "read_facts"]
