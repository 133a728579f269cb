"""What every test gets: a closed world (no screen, no keyring, no home of the person who runs it) and real servers."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# Before anything imports Qt: no window of a test ever shows on the screen of the person who runs it.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# In English, whoever runs it; and Qt warns of a locale that knows ASCII alone, and a warning fails a test.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium's sandbox refuses to run as root
# No deadline: a busy machine is not a broken promise. The same examples every time on a build server.
hypothesis.settings.register_profile("imapdesk", deadline=None, print_blob=True, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("imapdesk")
# A job in the background ignores Ctrl+C, and so would each program that a test starts and then stops by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
_PERSONAL = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "IMAPDESK_DATA_DIR", "IMAPDESK_MASTER_PASSWORD")
for _name in _PERSONAL:
    os.environ.pop(_name, None)

from imapdesk.net import connecting, way  # noqa: E402
from tests.fakes.scripted_server import ScriptedServer  # noqa: E402
from tests.hangs import (  # noqa: E402, F401
    pytest_configure,
    pytest_timeout_cancel_timer,
    pytest_timeout_set_timer,
    pytest_unconfigure,
)
from tests.servers.certificates import TestAuthority  # noqa: E402
from tests.servers.courier import CourierServer  # noqa: E402
from tests.servers.cyrus import CyrusServer  # noqa: E402
from tests.servers.desktop import DesktopSession  # noqa: E402
from tests.servers.dovecot import DovecotServer  # noqa: E402
from tests.servers.imap_user import ImapUser  # noqa: E402
from tests.servers.mail_user import MailUser  # noqa: E402
from tests.unexpected import expected_errors  # noqa: E402, F401


@pytest.fixture(autouse=True)
def _closed_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the home of the person who runs it, nor leaves ways of connecting to the next one."""
    monkeypatch.setattr(connecting, "_families", {})
    monkeypatch.setattr(way, "_current", way.Way())
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        place = home / name.lower()
        place.mkdir(mode=0o700)
        monkeypatch.setenv(name, str(place))


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    """The CA that signs every test server's certificate; ``authority.ca_file`` is what a mailbox trusts."""
    return TestAuthority.create(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="session")
def dovecot(authority: TestAuthority) -> Iterator[DovecotServer]:
    """One Dovecot for all tests of this process; take ``mail_user`` for an account that nobody else has."""
    server = DovecotServer(authority)
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture(scope="session")
def cyrus(authority: TestAuthority) -> Iterator[CyrusServer]:
    """One Cyrus for all tests of this process; ``cyrus.add_user()`` gives an account that nobody else has."""
    server = CyrusServer(authority)
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture(scope="session")
def courier(authority: TestAuthority) -> Iterator[CourierServer]:
    """One Courier for all tests of this process."""
    server = CourierServer(authority)
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture(scope="session", params=["dovecot", "cyrus", "courier"])
def server_anywhere(request: pytest.FixtureRequest) -> DovecotServer | CyrusServer | CourierServer:
    """The test runs three times, with each of the three servers."""
    server: DovecotServer | CyrusServer | CourierServer = request.getfixturevalue(request.param)
    return server


@pytest.fixture
def user_anywhere(server_anywhere: DovecotServer | CyrusServer | CourierServer) -> ImapUser:
    """A new, empty account on each of the three servers."""
    return server_anywhere.add_user()


@pytest.fixture
def mail_user(dovecot: DovecotServer) -> MailUser:
    """A new, empty account."""
    return dovecot.add_user()


@pytest.fixture
def start_dovecot(authority: TestAuthority) -> Iterator[Callable[..., DovecotServer]]:
    """Start further servers with settings of their own: ``start_dovecot("imap_capability = IMAP4rev1")``."""
    servers: list[DovecotServer] = []

    def start(settings: str = "") -> DovecotServer:
        server = DovecotServer(authority, settings=settings)
        servers.append(server)
        return server.start()

    yield start
    for server in servers:
        server.stop()


@pytest.fixture
def scripted_server(authority: TestAuthority) -> Iterator[Callable[..., ScriptedServer]]:
    """Start fake IMAP servers that fail as told: ``scripted_server(mailbox, security="ssl", on={"LOGIN": drop()})``."""
    with contextlib.ExitStack() as servers:
        yield lambda *words, **script: servers.enter_context(ScriptedServer(*words, authority=authority, **script))


@pytest.fixture
def start_desktop() -> Iterator[Callable[..., DesktopSession]]:
    """Start desktop sessions that lack a part: ``start_desktop(tray=False)``."""
    sessions: list[DesktopSession] = []

    def begin(**parts: Any) -> DesktopSession:
        session = DesktopSession(**parts)
        sessions.append(session)
        return session.begin()

    yield begin
    for session in sessions:
        session.finish()


@pytest.fixture
def desktop(start_desktop: Callable[..., DesktopSession]) -> DesktopSession:
    """A screen, a session bus, an unlocked keyring and a tray; programs see them by ``desktop.env``."""
    return start_desktop()


@pytest.fixture(scope="session")
def project() -> Path:
    """The checkout's top folder."""
    return Path(__file__).resolve().parent.parent
