"""org.freedesktop.Notifications (1.2): the messages of a Linux desktop that has no tray to speak from.

Through jeepney, which keyring brings along: QtDBus of PySide6 6.12 can't write the unsigned number that Notify starts
with (tried 2026-11), and strict daemons refuse a signed one.
"""

from __future__ import annotations

import html
import logging
import os
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Thread
from typing import Any

from PySide6.QtCore import QObject, Signal

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
ANSWER_S = 5.0

log = logging.getLogger(__name__)


class DesktopNotifications(QObject):
    """Shows messages by a tag; another message with the same tag takes its place. Nothing here stops the window."""

    clicked = Signal(str)  # the tag

    def __init__(self, open_label: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.open_label = open_label
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="notifications")
        self._bus: _Bus | None = None
        self._ids: dict[str, int] = {}  # by tag; used in the pool's thread alone
        self._tags: dict[int, str] = {}

    @property
    def available(self) -> bool:
        """Whether there is a session bus to ask."""
        return sys.platform.startswith("linux") and bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))

    def show(self, tag: str, title: str, text: str) -> None:
        """Show a message; a desktop without a daemon shows none, and the window says the same."""
        if self.available:
            self._pool.submit(self._guard, lambda: self._show(tag, title, text))

    def withdraw(self, tag: str) -> None:
        """Take a message away, if it is still there."""
        if self.available:
            self._pool.submit(self._guard, lambda: self._withdraw(tag))

    def close(self) -> None:
        """Leave the bus."""
        self._pool.submit(self._close)
        self._pool.shutdown(wait=False)

    def _guard(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Exception as error:  # whatever a desktop's daemon does, mail goes on
            log.info("The desktop shows no notification: %s", error)

    def _show(self, tag: str, title: str, text: str) -> None:
        bus = self._connect()
        body = html.escape(text, quote=False) if "body-markup" in bus.capabilities else text
        actions = ["default", self.open_label] if "actions" in bus.capabilities else []
        hints = {"urgency": ("y", 1), "desktop-entry": ("s", "imapdesk")}
        values = ("imapdesk", self._ids.get(tag, 0), "imapdesk", title, body, actions, hints, -1)
        number = int(bus.ask("Notify", "susssasa{sv}i", values)[0])
        self._ids[tag] = number
        self._tags[number] = tag

    def _withdraw(self, tag: str) -> None:
        number = self._ids.pop(tag, None)
        if number is not None:
            self._tags.pop(number, None)
            self._connect().ask("CloseNotification", "u", (number,))

    def _connect(self) -> _Bus:
        if self._bus is None:
            self._bus = _Bus(self._on_action)
        return self._bus

    def _on_action(self, number: int) -> None:
        tag = self._tags.get(number)
        if tag is not None:
            self.clicked.emit(tag)

    def _close(self) -> None:
        if self._bus is not None:
            self._bus.close()


class _Bus:
    """A connection of its own to the session bus, and a thread that listens for clicks."""

    def __init__(self, on_action: Callable[[int], None]) -> None:
        from jeepney import DBusAddress, MatchRule
        from jeepney.bus_messages import message_bus
        from jeepney.io.threading import DBusRouter, Proxy, open_dbus_connection

        self._place = DBusAddress(PATH, NAME, NAME)
        self._connection = open_dbus_connection("SESSION")
        self._router = DBusRouter(self._connection)
        rule = MatchRule(type="signal", interface=NAME, member="ActionInvoked", path=PATH)
        Proxy(message_bus, self._router, timeout=ANSWER_S).AddMatch(rule)
        self._clicks: Queue[Any] = Queue()
        self._filter = self._router.filter(rule, queue=self._clicks)
        self._on_action = on_action
        self._listener = Thread(target=self._listen, name="notification clicks", daemon=True)
        self._listener.start()
        self.capabilities = frozenset(self.ask("GetCapabilities")[0])

    def ask(self, method: str, signature: str | None = None, values: tuple[Any, ...] = ()) -> tuple[Any, ...]:
        """Call a method of the daemon."""
        from jeepney import new_method_call
        from jeepney.wrappers import unwrap_msg

        message = new_method_call(self._place, method, signature, values)
        answer: tuple[Any, ...] = unwrap_msg(self._router.send_and_get_reply(message, timeout=ANSWER_S))
        return answer

    def close(self) -> None:
        """End the listener and leave."""
        self._clicks.put(None)
        self._filter.close()
        self._router.close()
        self._connection.close()

    def _listen(self) -> None:
        while (message := self._clicks.get()) is not None:
            self._on_action(int(message.body[0]))
