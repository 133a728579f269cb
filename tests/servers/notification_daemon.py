"""A notification daemon of a desktop without a tray: keeps what it is shown, and clicks on it.

``python -m tests.servers.notification_daemon FILE``: one JSON line for each call; "click" on standard input activates
the latest notification.
"""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection

NAME = "org.freedesktop.Notifications"
PLACE = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)
_INTROSPECTION = f"""<node><interface name="{NAME}">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{{sv}}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
<signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
</interface></node>"""


class Daemon:
    """Answers what the specification of desktop notifications (1.2) asks for."""

    def __init__(self, router: Any, log: Path) -> None:
        self._router, self._log = router, log
        self._latest = 0

    def answer(self, message: Any) -> None:
        member = message.header.fields[HeaderFields.member]
        if member == "Notify":
            self._latest += 1
            _app, replaces, _icon, title, text, actions, hints, _ms = message.body
            urgency = hints.get("urgency", (None, None))[1]
            shown = {"id": self._latest, "replaces": replaces, "title": title, "text": text, "actions": actions}
            self._note({"call": member, **shown, "urgency": urgency, "signature": _signature(message)})
            reply = new_method_return(message, "u", (self._latest,))
        elif member == "CloseNotification":
            self._note({"call": member, "id": message.body[0]})
            reply = new_method_return(message)
        elif member == "GetCapabilities":
            reply = new_method_return(message, "as", (["body", "actions"],))
        elif member == "Introspect":
            reply = new_method_return(message, "s", (_INTROSPECTION,))
        else:
            reply = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        self._router.send(reply)

    def click(self) -> None:
        self._router.send(new_signal(PLACE, "ActionInvoked", "us", (self._latest, "default")))

    def _note(self, document: dict[str, Any]) -> None:
        with self._log.open("a") as file:
            file.write(json.dumps(document) + "\n")


def _signature(message: Any) -> str:
    return str(message.header.fields[HeaderFields.signature])


def main() -> None:
    """Run until standard input ends."""
    connection = open_dbus_connection(bus="SESSION")
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    daemon = Daemon(connection, Path(sys.argv[1]))

    def listen() -> None:
        for _line in sys.stdin:
            daemon.click()

    threading.Thread(target=listen, daemon=True).start()
    while True:
        message = connection.receive()
        if message.header.message_type is MessageType.method_call:
            daemon.answer(message)


if __name__ == "__main__":
    main()
