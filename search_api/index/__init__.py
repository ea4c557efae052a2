"""From the store to the index: passages of works, the indexer that keeps step, the verifier."""
