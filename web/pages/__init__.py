"""The pages: one module each, a function that reads the address and renders."""
