"""What is known of each language: words, numerals, dates, folding, detection. Data, not branches."""
