"""A person at a real screen adds a mailbox of a real server, reads, searches, leaves, and comes back."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.pace import PATIENCE_S
from tests.servers.desktop import DesktopSession
from tests.servers.mail_user import MailUser
from tests.ui.fakes.sample import make_raw


@pytest.mark.desktop
def test_from_add_mailbox_to_reading_a_message(
    desktop: DesktopSession, mail_user: MailUser, tmp_path: Path, project: Path
) -> None:
    now = datetime.now(UTC)
    for number in range(30):
        sent = now - timedelta(hours=30 - number)
        subject = f"Letter {number}" if number != 7 else "An unmistakable subject"
        mail_user.deliver("INBOX", [make_raw("Anna Berg <anna@example.com>", subject, sent)], received=sent)
    mail_user.create_folder("Sent", "Projects/2026", "Spam")

    def drive(mode: str, password: str) -> dict[str, Any]:
        server = mail_user.server
        words = [sys.executable, "-m", "tests.ui.first_run.drive", mode, str(tmp_path / "data")]
        words += [str(project / "build" / "screenshots"), mail_user.name, password]
        words += [str(server.port_tls), str(server.ca_file)]
        done = desktop.run(words, timeout=PATIENCE_S)
        assert done.returncode == 0, done.stdout + done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    seen = drive("first", mail_user.password)
    assert (seen["first"], seen["second"]) == ("Letter 29", "Letter 28")
    assert seen["rows"] == 30
    assert seen["seconds_to_mail"] < 20
    assert seen["banners"] == []
    assert seen["stopped"]
    again = drive("again", "")
    assert again["rows"] == 30
