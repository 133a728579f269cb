"""A page that asks the desk in a thread: an answer that comes after the page was closed is dropped."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from imapdesk.ui.widgets.background import Background

T = TypeVar("T")


def ask_for(
    page: QWidget,
    errands: Background,
    work: Callable[[], T],
    then: Callable[[T], None] | None = None,
    failed: Callable[[BaseException], None] | None = None,
) -> int:
    """Run ``work`` in a thread; the callbacks run in the GUI thread as long as the page is there.

    The number that it returns is for `Background.forget`.
    """
    ticket = errands.ask(work, then, failed)
    page.destroyed.connect(lambda: errands.forget(ticket))
    return ticket
