"""What provisions define, demand and lay down as procedures, as of a day."""
