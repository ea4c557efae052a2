"""What a text does to the provisions of another: replace, insert, repeal, renumber, replace words."""
