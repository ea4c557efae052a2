"""Keeps the search index in step with the store, plans and runs queries, and serves HTTP."""
