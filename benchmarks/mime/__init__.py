"""``python -m benchmarks.mime``: what describing and indexing a message costs."""
