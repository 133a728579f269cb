"""A password changes on a real server: tray message, banner, e-mail; a click, the new password, all clear."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from imapdesk.mail import utc_now
from tests.notify.mail_server import MailServer
from tests.pace import PATIENCE_S
from tests.servers.certificates import TestAuthority
from tests.servers.desktop import DesktopSession
from tests.servers.mail_user import MailUser
from tests.servers.ports import wait_until
from tests.ui.fakes.sample import make_raw

NEW = "brand new password"
pytestmark = pytest.mark.desktop


@pytest.fixture
def mail_server(authority: TestAuthority) -> Iterator[MailServer]:
    """Where the e-mails about trouble go: TLS, then AUTH."""
    with MailServer(tls=authority.server_context(), users={"out": "smtp secret"}) as server:
        yield server


class Story:
    """One run of the program in a desktop session, told by ``tests.ui.alerts.drive``."""

    def __init__(
        self, session: DesktopSession, user: MailUser, mail_server: MailServer, place: Path, project: Path
    ) -> None:
        self.session, self.user, self.place = session, user, place
        server = user.server
        self._settings = {
            "user": user.name, "old": user.password, "new": NEW, "port": server.port_tls,
            "ca_file": str(server.ca_file), "smtp_port": mail_server.port,
            "pictures": str(project / "build" / "screenshots"),
        }  # fmt: skip
        user.deliver("INBOX", [make_raw("Anna Berg <anna@example.com>", "A letter", utc_now())])

    def tell(self, mode: str, meanwhile: Callable[[], None] = lambda: None) -> dict[str, Any]:
        """Run it; the password changes on the server when the window is ready."""
        words = [sys.executable, "-m", "tests.ui.alerts.drive", mode, str(self.place), json.dumps(self._settings)]
        process = self.session.spawn(words, name="story")
        self._wait(process, (self.place / "ready").exists, "the first sync")
        self.user.server.set_password(self.user, NEW)
        wait_until(self._is_changed, seconds=PATIENCE_S, what="the new password's coming into force", pause=0.2)
        (self.place / "changed").touch()
        meanwhile()
        self._wait(process, lambda: process.poll() is not None, "the story's end")
        output = self.session.output("story")
        assert process.returncode == 0, output
        seen: dict[str, Any] = json.loads(output.splitlines()[-1])
        return seen

    def _is_changed(self) -> bool:
        from dataclasses import replace

        try:
            with replace(self.user, password=NEW).imap():
                return True
        except Exception:
            return False

    def _wait(self, process: subprocess.Popen[bytes], condition: Callable[[], bool], what: str) -> None:
        def is_so() -> bool:
            assert condition() or process.poll() is None, self.session.output("story")
            return condition()

        wait_until(is_so, seconds=90, what=what, pause=0.1)


StartStory = Callable[..., Story]


@pytest.fixture
def start_story(
    start_desktop: Callable[..., DesktopSession],
    mail_user: MailUser,
    mail_server: MailServer,
    tmp_path: Path,
    project: Path,
) -> StartStory:
    """Make a desktop session, with a tray or without, and a story to be told in it."""

    def start(*, tray: bool = True) -> Story:
        return Story(start_desktop(keyring=True, tray=tray), mail_user, mail_server, tmp_path, project)

    return start


def test_the_owner_is_told_in_three_ways_clicks_signs_in_and_all_is_clear(
    start_story: StartStory, mail_server: MailServer
) -> None:
    seen = start_story().tell("own")
    assert seen["told"] == ["sign_in:Work Sign-in needed for work@example.com"]
    assert seen["variant"] == "attention"
    assert seen["banners"] == ["Sign-in needed for work@example.com"]
    assert seen["told_in_all"] == 1
    assert seen["stopped"]
    (email,) = mail_server.received
    assert email["To"] == "me@example.org"
    assert "Work needs you" in str(email["Subject"])


def test_without_a_tray_the_desktop_s_notification_opens_the_sign_in_and_is_withdrawn(
    start_story: StartStory, mail_server: MailServer, tmp_path: Path, project: Path
) -> None:
    story = start_story(tray=False)
    log = tmp_path / "notifications"
    words = [sys.executable, "-m", "tests.servers.notification_daemon", str(log)]
    daemon = subprocess.Popen(words, env=story.session.env, stdin=subprocess.PIPE, text=True, cwd=project)

    def click() -> None:
        wait_until(log.exists, seconds=60, what="the notification", pause=0.1)
        assert daemon.stdin is not None
        daemon.stdin.write("click\n")
        daemon.stdin.flush()

    try:
        seen = story.tell("trayless", click)
    finally:
        daemon.kill()
        daemon.communicate()
    assert (seen["tray"], seen["stopped"]) == (False, True)
    shown, closed = [json.loads(line) for line in log.read_text().splitlines()]
    assert shown["title"] == "Sign-in needed for work@example.com"
    assert shown["signature"] == "susssasa{sv}i"
    assert (closed["call"], closed["id"]) == ("CloseNotification", shown["id"])
    assert len(mail_server.received) == 1


def test_of_a_system_mailbox_two_holders_are_told_and_a_third_person_is_not(
    start_story: StartStory, mail_server: MailServer
) -> None:
    seen = start_story().tell("system")
    told = ["sign_in:Work Sign-in needed for work@example.com"]
    banner = ["Sign-in needed for work@example.com"]
    assert seen["me"] == [told, banner]
    assert seen["bob"] == [told, banner, ["Work"]]
    assert seen["carol"] == [[], [], []]
    assert seen["after"] == [[], []]
    assert sorted(str(each["To"]) for each in mail_server.received) == ["bob@example.org", "me@example.org"]
