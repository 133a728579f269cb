"""The accessibility bus of a desktop session, and windows as a screen reader finds them there (AT-SPI 2 over D-Bus)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.pace import PATIENCE_S
from tests.servers.desktop import DesktopSession
from tests.servers.ports import wait_until

# Debian and Ubuntu; Fedora; Arch.
LAUNCHERS = (
    "/usr/libexec/at-spi-bus-launcher",
    "/usr/lib/at-spi2-core/at-spi-bus-launcher",
    "/usr/lib/at-spi-bus-launcher",
)
_BUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
_STATUS = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_TEXT = "org.a11y.atspi.Text"
_EVENTS = "org.a11y.atspi.Event.Object"
_REGISTRY = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
_ROOT = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_ANSWER_S = PATIENCE_S
_REMEMBERED = 10_000  # things that came on the screen and were not yet asked for
# Numbers of AtspiRole and AtspiStateType; the names of roles that Qt tells are its own, in the person's language.
ROLES = {7: "check box", 11: "combo box", 23: "frame", 29: "label", 30: "layered pane", 31: "list", 32: "list item"} | {
    40: "password text",
    43: "push button",
    52: "spin button",
    55: "table",
    56: "table cell",
    61: "text",
    65: "tree",
    101: "notification",
}
STATES = {4: "checked", 10: "expanded", 11: "focusable", 12: "focused", 25: "showing"}


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen as it is told."""

    place: tuple[str, str]
    depth: int
    role: str
    name: str
    description: str
    states: frozenset[str]


class Listener:
    """Asks as a screen reader does, and says that one runs: ``with Listener(desktop) as listener``."""

    def __init__(self, desktop: DesktopSession) -> None:
        self._desktop = desktop
        self._bus: DBusConnection | None = None
        self._shown: deque[Message] = deque(maxlen=_REMEMBERED)

    def __enter__(self) -> Listener:
        launcher = next((each for each in LAUNCHERS if Path(each).exists()), LAUNCHERS[0])
        # With dconf, which this session has not, it would take back at once what it was told.
        self._desktop.env["GSETTINGS_BACKEND"] = "memory"
        self._desktop.spawn([launcher, "--launch-immediately"], name="accessibility")
        with open_dbus_connection(bus=self._desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as session:
            address: list[str] = []

            def answers() -> bool:
                reply = session.send_and_get_reply(new_method_call(_BUS, "GetAddress"), timeout=_ANSWER_S)
                if reply.header.message_type is MessageType.method_return:
                    address[:] = [str(reply.body[0])]
                return bool(address and address[0])

            wait_until(answers, seconds=_ANSWER_S, what="the accessibility bus")
            for name in ("IsEnabled", "ScreenReaderEnabled"):
                session.send_and_get_reply(Properties(_STATUS).set(name, "b", True), timeout=_ANSWER_S)
        self._bus = open_dbus_connection(bus=address[0])
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        assert self._bus is not None
        self._bus.close()

    def listen(self) -> None:
        """From now on what comes on the screen is told to us; ``hear`` gives it."""
        assert self._bus is not None
        showing = MatchRule(type="signal", interface=_EVENTS, member="StateChanged")
        showing.add_arg_condition(0, "showing")
        wanted = "object:state-changed:showing"
        register = new_method_call(_REGISTRY, "RegisterEvent", "sas", (wanted, []))
        for message in (message_bus.AddMatch(showing), register):
            self._bus.send_and_get_reply(message, timeout=_ANSWER_S)
        self._bus.filter(showing, queue=self._shown)

    def hear(self, role: str) -> list[str]:
        """The names of what came on the screen since we were asked last, and has this role."""
        assert self._bus is not None
        self._call(_ROOT, "GetRole")  # what comes before its answer is ours by then
        came = []
        while self._shown:
            fields = self._shown.popleft().header.fields
            place = (str(fields[HeaderFields.sender]), str(fields[HeaderFields.path]))
            try:
                if ROLES.get(int(self._call(place, "GetRole")[0])) == role:
                    came.append(self._get(place, "Name"))
            except LookupError:  # gone again
                continue
        return came

    def walk(self, program: str) -> Iterator[Seen]:
        """Everything that is shown of a program, in the order in which it is told."""
        for place in self._children(_ROOT):
            if self._get(place, "Name") == program:
                for window in self._children(place):
                    yield from self._walk(window, 0)

    def read(self, seen: Seen) -> str:
        """The whole text of a field or a message; nothing of one that is gone."""
        try:
            return str(self._call(seen.place, "GetText", "ii", (0, -1), interface=_TEXT)[0])
        except LookupError:
            return ""

    def _walk(self, place: tuple[str, str], depth: int) -> Iterator[Seen]:
        try:
            seen = self._look(place, depth)
            children = self._children(place) if "showing" in seen.states or depth == 0 else []
        except LookupError:  # the window changes while it is looked at, and this is gone
            return
        yield seen
        for child in children:
            yield from self._walk(child, depth + 1)

    def _look(self, place: tuple[str, str], depth: int) -> Seen:
        low, high = self._call(place, "GetState")[0]
        bits = low | high << 32
        states = frozenset(name for number, name in STATES.items() if bits >> number & 1)
        role = ROLES.get(int(self._call(place, "GetRole")[0]), "")
        return Seen(place, depth, role, self._get(place, "Name"), self._get(place, "Description"), states)

    def _children(self, place: tuple[str, str]) -> list[tuple[str, str]]:
        return [(str(name), str(path)) for name, path in self._call(place, "GetChildren")[0]]

    def _get(self, place: tuple[str, str], name: str) -> str:
        address = DBusAddress(place[1], place[0], _ACCESSIBLE)
        assert self._bus is not None
        reply = self._bus.send_and_get_reply(Properties(address).get(name), timeout=_ANSWER_S)
        return str(reply.body[0][1]) if reply.header.message_type is MessageType.method_return else ""

    def _call(
        self,
        place: tuple[str, str],
        method: str,
        signature: str | None = None,
        values: tuple[object, ...] = (),
        *,
        interface: str = _ACCESSIBLE,
    ) -> tuple[Any, ...]:
        assert self._bus is not None
        call = new_method_call(DBusAddress(place[1], place[0], interface), method, signature, values)
        reply = self._bus.send_and_get_reply(call, timeout=_ANSWER_S)
        if reply.header.message_type is not MessageType.method_return:
            raise LookupError(f"{method} of {place}: {reply.header.fields.get(HeaderFields.error_name)}")
        return tuple(reply.body)
