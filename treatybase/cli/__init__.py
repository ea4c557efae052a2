"""The command line `treatybase`."""

from treatybase.cli.main import app, main

__all__ = ["app", "main"]
