"""Measurements: quality, speed and memory, never as timed tests. Figures are in bench/RESULTS.md."""
