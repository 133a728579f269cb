"""What a screen reader would hear."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from imapdesk.ui.widgets import announcing


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was announced, in the way of this system; nothing else in Qt tells it without a screen reader."""
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    def hear_notification(_window: QWidget, text: str) -> None:
        said.append(text)

    monkeypatch.setattr(announcing, "QAccessible", SimpleNamespace(updateAccessibility=hear))
    monkeypatch.setattr(announcing, "notify", hear_notification)
    return said
