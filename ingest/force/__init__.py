"""What a text says of force: rules of its beginning, parts that begin apart, ends, suspensions, and more.

A plain day on which the whole instrument begins is metadata (`ingest.metadata.effect`); what is told here
become records of force, each with its rule and the span of the words that say it.
"""

from ingest.force.parts import begun, of_the_whole
from ingest.force.reading import ForceReading, read_forces
from ingest.force.said import Said

__all__ = ["ForceReading", "Said", "begun", "of_the_whole", "read_forces"]
