"""Keeps Python 3.11 alive under PySide6 6.12.0, where each ``Signal.emit()`` drops one reference to ``True``.

Measured 2026-11 with PySide6 6.12.0 on CPython 3.11.7: 200 emits take 200 from ``sys.getrefcount(True)``, and
after some hundreds the interpreter ends with "bool_dealloc: deallocating True or False". From Python 3.12 on
bools are immortal (PEP 683) and nothing is lost. Before that a refcount that can't reach zero is the same: 2**40
emits take 34 years at a thousand a second.
"""

from __future__ import annotations

import ctypes
import sys

_PLENTY = 2**40


def make_bools_last() -> None:
    """Give ``True`` and ``False`` references to spare, once, where they are counted (CPython before 3.12)."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for value in (True, False):
        if sys.getrefcount(value) < _PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(value)).value += _PLENTY  # ob_refcnt is an object's first field
