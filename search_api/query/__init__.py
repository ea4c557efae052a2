"""From a question to hits: parse, understand, plan, run, fuse, group."""
