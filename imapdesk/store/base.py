"""What every part of the store shares: the writer and the readers."""

from __future__ import annotations

from pathlib import Path

from imapdesk.store.connection import Readers, Writer


class StoreBase:
    """Holds the connections; each part of the store is a mixin over it."""

    def __init__(self, path: Path, writer: Writer) -> None:
        self.path = path
        self._writer = writer
        self._readers = Readers(path)
