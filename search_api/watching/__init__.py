"""Watching: what is new of a work, a provision or a saved search, told once."""
