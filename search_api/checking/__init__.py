"""Draft check: a draft compared with the base, and forgotten."""
