"""The law of the model: what follows from recorded facts, as pure functions."""
