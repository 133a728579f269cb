"""What the window's threads had for a moment goes back to the system, where the C library is glibc.

It raises by itself the size from which a block is a mapping of its own, up to 32 MB (mallopt(3)): lists and texts of
some megabytes are then parts of each thread's heap, and what lies above them keeps them there.
"""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of malloc.h
_BLOCK_BYTES = 128 * 1024  # what glibc begins with


def give_back_memory() -> bool:
    """Keep both thresholds where they are at the beginning; whether there is somebody to be told so."""
    if not sys.platform.startswith("linux"):
        return False
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none
    return mallopt is not None and all(mallopt(what, _BLOCK_BYTES) == 1 for what in (_TRIM_THRESHOLD, _MMAP_THRESHOLD))
