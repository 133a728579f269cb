"""``python -m benchmarks.sync``: imapdesk beside the peers that are installed, over one line, in one run."""
