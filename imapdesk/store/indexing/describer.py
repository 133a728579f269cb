"""A process that describes messages and writes nothing: numbers come in by lines, descriptions go out by frames.

It is started at a low priority, reads the store through a connection that can't write, and ends when either pipe
does. A message that ends it has ended nothing else: whoever gave the numbers sees which one was not answered.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import IO

from imapdesk.store.content.packing import unpack
from imapdesk.store.indexing.handing import Described, encode
from imapdesk.store.indexing.indexable import make_indexable
from imapdesk.store.indexing.sieving import WordSieve

_MOST_MEMORY = 3 << 30  # bytes of address space; what needs more is described by its headers
_BUSY_S = 30


def main() -> None:
    """Serve until the numbers end; the store's path is the last argument."""
    _bound_memory()
    with suppress(BrokenPipeError, KeyboardInterrupt):
        serve(Path(sys.argv[-1]), sys.stdin.buffer, sys.stdout.buffer)


def serve(path: Path, numbers: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every number in its order; an empty frame first, to say that everything is loaded."""
    sieve = WordSieve()
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_S)) as source:
        _send(answers, encode(Described(0, None)))
        for line in numbers:
            for id_ in json.loads(line):
                _send(answers, encode(describe(source, id_, sieve)))


def describe(source: sqlite3.Connection, id_: int, sieve: WordSieve) -> Described:
    """One message's answer."""
    try:
        row = source.execute("SELECT codec, size, data FROM content WHERE id = ?", (id_,)).fetchone()
    except sqlite3.Error:
        return Described(id_, None, unreadable=True)
    if row is None:
        return Described(id_, None)
    try:
        raw = unpack(*row)
    except ValueError:  # damaged: described as an empty one; `check` is what reports it
        raw = b""
    item = make_indexable(raw)
    return Described(id_, item, sieve.sift(item.columns))


def _send(answers: IO[bytes], frame: bytes) -> None:
    answers.write(frame)
    answers.flush()


def _bound_memory() -> None:
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
