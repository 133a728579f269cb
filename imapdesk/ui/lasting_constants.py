"""Keeps Python 3.11 alive under PySide6 6.12.0, which loses references to ``None``, ``True`` and ``False``.

Measured 2026-11 with PySide6 6.12.0 on CPython 3.11.7: 1,000 ``Signal.emit()`` take 1,000 from
``sys.getrefcount(True)``, 1,000 ``parentWidget()`` that answer None as many from None's, and after some thousands the
interpreter ends with "none_dealloc: deallocating None". It looks built against headers of Python 3.12 or newer, where
these constants are immortal (PEP 683) and returning one counts nothing. On an older Python a count that never gets to 0
is the same: 2**40 calls take 34 years at a thousand a second.
"""

from __future__ import annotations

import ctypes
import sys

CONSTANTS = (None, True, False, NotImplemented, Ellipsis)
_PLENTY = 2**40


def make_constants_last() -> None:
    """Give Python's constants references to spare, once, where they are counted (CPython before 3.12)."""
    if sys.implementation.name != "cpython" or sys.version_info >= (3, 12):
        return
    for value in CONSTANTS:
        if sys.getrefcount(value) < _PLENTY // 2:
            ctypes.c_ssize_t.from_address(id(value)).value += _PLENTY  # ob_refcnt is an object's first field
