"""The parties that are known from the start: States by ISO 3166, former States, organisations."""

from corpus.parties.naming import code_of, party_named
from corpus.parties.register import known_parties

__all__ = ["code_of", "known_parties", "party_named"]
