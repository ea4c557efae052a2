"""Text to vectors: the `Embedder` port, e5 under onnxruntime, sentence-transformers, cache and adapter."""
