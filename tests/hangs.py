"""A test that hangs where no signal reaches it ends its process and shows where every thread stood.

pytest-timeout raises in the main thread. A thread that waits in C code, or a dialog's own event loop that swallows the
exception, never sees that: the whole run would wait for ever and say nothing.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
from collections.abc import Generator
from typing import Any

import pytest

_GRACE = 30.0  # seconds for pytest-timeout's exception to end the test by itself
_stderr: list[int] = []


def pytest_configure() -> None:
    """Keep the real standard error: while a test runs, pytest captures it."""
    _stderr.append(os.dup(2))


def pytest_unconfigure() -> None:
    faulthandler.cancel_dump_traceback_later()
    while _stderr:
        with contextlib.suppress(OSError):
            os.close(_stderr.pop())


@pytest.hookimpl(wrapper=True)
def pytest_timeout_set_timer(settings: Any) -> Generator[None, Any, Any]:
    faulthandler.dump_traceback_later(settings.timeout + _GRACE, exit=True, file=_stderr[-1])
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_timeout_cancel_timer() -> Generator[None, Any, Any]:
    faulthandler.cancel_dump_traceback_later()
    return (yield)
