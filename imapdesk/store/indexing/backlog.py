"""What several threads bring for one to take, bounded by its bytes: many small pieces, or a few large ones."""

from __future__ import annotations

import threading
from collections import deque
from typing import Generic, TypeVar

T = TypeVar("T")


class Backlog(Generic[T]):
    """Pieces in the order in which they came, each with where it is from."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._pieces: deque[tuple[T, bytes]] = deque()
        self._size = 0
        self._closed = False
        self._changed = threading.Condition()

    def put(self, source: T, piece: bytes) -> None:
        """Add a piece once there is room for it; one that comes after the end is dropped."""
        with self._changed:
            self._changed.wait_for(lambda: self._size < self._most or self._closed)
            if not self._closed:
                self._pieces.append((source, piece))
                self._size += len(piece)
                self._changed.notify_all()

    def get(self, seconds: float) -> tuple[T, bytes] | None:
        """The oldest piece; None when none has come within ``seconds``."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._pieces, seconds):
                return None
            source, piece = self._pieces.popleft()
            self._size -= len(piece)
            self._changed.notify_all()
            return source, piece

    def close(self) -> None:
        """Let go of everybody who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
