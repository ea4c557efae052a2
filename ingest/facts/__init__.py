"""Terms, obligations and procedures, read out of provisions by rule tables in seven languages."""

from ingest.facts.reading import FactReader, read_facts

__all__ = ["FactReader", "read_facts"]
