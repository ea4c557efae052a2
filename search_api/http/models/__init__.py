"""The schema of every answer; each field says what it means, in what unit, and what null is."""
