"""Real servers of one's own, in a folder and without Docker: for tests, benches and deployment by hand."""
