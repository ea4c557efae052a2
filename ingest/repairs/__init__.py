"""What a text went through on its way from the file: named steps, and the way back to the source."""
