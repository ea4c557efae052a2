"""The citation grammar: which provisions and works a text names, in seven languages."""

from corpus.language.citations.calling import own_nouns
from corpus.language.citations.memory import Memory
from corpus.language.citations.model import Citation, CitedTarget, Naming, WorkMention
from corpus.language.citations.pieces import Place
from corpus.language.citations.reading import cite, cite_tree, is_basis

__all__ = [
    "Citation", "CitedTarget", "Memory", "Naming", "Place", "WorkMention", "cite", "cite_tree",
    "is_basis", "own_nouns",
]  # fmt: skip
