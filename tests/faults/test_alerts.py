"""What a server asks to be shown: as plain text, once, and never what came before the encryption."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import ScriptedServer
from tests.faults.rows import Row, start


@pytest.mark.parametrize("stage", ["GREETING", "AUTHENTICATE", "LIST", "EXAMINE", "UID FETCH"])
def test_what_a_server_wants_to_be_shown_is_shown_once(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path, stage: str
) -> None:
    scene = start(Row("alert"), scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    alert = b"* OK [ALERT] Your \x1b[31mmail\x07 box is nearly full\r\n"
    scene.server.arm(on={stage: react.after(alert) if stage == "GREETING" else react.before(alert)})
    answer = scene.sync()
    assert answer.outcome == "ok"
    assert answer.err == "ada: The server says: Your  [31mmail  box is nearly full\n"


def test_a_greeting_with_an_alert_is_shown(scripted_server: Callable[..., ScriptedServer], tmp_path: Path) -> None:
    scene = start(Row("alert", server={"greeting": b"* OK [ALERT] We move on Sunday\r\n"}), scripted_server, tmp_path)
    scene.add()
    assert scene.sync().err == "ada: The server says: We move on Sunday\n"


def test_an_alert_that_came_before_encryption_is_not_believed(
    scripted_server: Callable[..., ScriptedServer], tmp_path: Path
) -> None:
    server = {"security": "starttls", "greeting": b"* OK [ALERT] Call this number\r\n"}
    scene = start(Row("alert", server=server), scripted_server, tmp_path)
    scene.add()
    scene.server.arm(on={"STARTTLS": react.before(b"* OK [ALERT] and have your password ready\r\n")})
    answer = scene.sync()
    assert (answer.outcome, answer.err) == ("ok", "")
