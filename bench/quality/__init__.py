"""How well documents are read, against gold, with floors that CI keeps: `python -m bench.quality`."""
