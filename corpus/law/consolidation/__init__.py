"""A wording made of an earlier one and the changes to it: what is sure is done, the rest is left and told."""

from corpus.law.consolidation.making import consolidate
from corpus.law.consolidation.model import Applied, Consolidated, Left, LeftFor, Parse

__all__ = ["Applied", "Consolidated", "Left", "LeftFor", "Parse", "consolidate"]
