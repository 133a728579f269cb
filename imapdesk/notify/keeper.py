"""Keeps the book as one JSON value among a store's settings, under a lock that other processes heed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from filelock import FileLock

from imapdesk.notify.book import Book
from imapdesk.notify.codec import decode_book, encode_book

SETTING = "notify.book"


class SettingBookKeeper:
    """A `BookKeeper` over two functions of a store, ``get_setting(key, default)`` and ``set_setting(key, value)``."""

    def __init__(
        self, get_setting: Callable[[str, Any], Any], set_setting: Callable[[str, Any], object], lock_file: Path
    ) -> None:
        self._get_setting = get_setting
        self._set_setting = set_setting
        self._busy = threading.RLock()
        self._lock = FileLock(lock_file, timeout=15, mode=0o600, thread_local=False)

    def load(self) -> Book:
        """The book as it is."""
        return decode_book(self._get_setting(SETTING, None))

    def update(self, change: Callable[[Book], Book]) -> Book:
        """Apply a change to the newest book and save it, alone among all threads and processes."""
        with self._busy, self._lock:
            before = self.load()
            after = change(before)
            if after != before:
                self._set_setting(SETTING, encode_book(after))
            return after
