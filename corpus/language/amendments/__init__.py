"""What a text does to the provisions of another: replace, insert, repeal, renumber, replace words."""

from corpus.language.amendments.model import Deed, Modification, Part, Unclear, Unread, Where, WordChange
from corpus.language.amendments.reading import modifications

__all__ = [
    "Deed",
    "Modification",
    "Part",
    "Unclear",
    "Unread",
    "Where",
    "WordChange",
    "modifications",
]
