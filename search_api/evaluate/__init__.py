"""Retrieval quality on judged questions (TREC): queries, qrels, metrics."""
