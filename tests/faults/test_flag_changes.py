"""A server that won't take a person's flag changes: mail comes in all the same; the changes wait or are taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_reactions import Reaction
from tests.fakes.scripted_server import ScriptedServer
from tests.faults.rows import Row, start
from tests.faults.scene import Scene, make_raw, truth

STARRED = ("INBOX", 8)
PASSING = {
    "dropped": react.drop(),
    "silent": react.stall(),
    "garbage": react.say(b"\xff garbage\r\n"),
    "out of order": react.no("[SERVERBUG] Internal error occurred"),
    "locked": react.no("[INUSE] Mailbox is locked"),
    "over quota": react.no("[OVERQUOTA] Quota exceeded"),
}


@pytest.fixture
def scene(scripted_server: Callable[..., ScriptedServer], tmp_path: Path) -> Scene:
    """A star is given to a message that is held, and more mail arrives."""
    scene = start(Row("flags"), scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    assert scene.sync().outcome == "ok"
    from imapdesk.desk import Desk
    from imapdesk.mail import Scope

    with Desk.open(scene.data_dir) as desk:
        newest = desk.list_ids(Scope(mailbox=scene.name, folder="INBOX"))
        desk.mark([one.id for one in desk.load_summaries(newest) if "message 8" in one.subject], flagged=True)
    scene.server.mailbox.deliver("INBOX", make_raw(60))
    scene.server.mailbox.deliver("Sent", make_raw(61))
    return scene


def is_starred(scene: Scene) -> bool:
    folder = scene.server.mailbox.folders[STARRED[0]]
    return any("\\Flagged" in message.flags for message in folder.messages if message.uid == STARRED[1])


@pytest.mark.parametrize("command", ["SELECT", "UID STORE"])
@pytest.mark.parametrize("fault", PASSING)
def test_a_star_that_cannot_be_sent_waits_and_keeps_no_mail_away(scene: Scene, command: str, fault: str) -> None:
    scene.server.arm(on={command: PASSING[fault]})
    answer = scene.sync()
    assert (answer.outcome, answer.result["stored"]) == ("partial", 2), answer.document
    assert answer.seconds < 20
    assert scene.held() == truth(scene.server.mailbox)
    scene.server.heal()
    assert scene.sync().outcome == "ok"
    assert is_starred(scene)


@pytest.mark.parametrize("refusal", [react.no("[NOPERM] Read only for you"), react.bad("No such flag")])
def test_a_star_that_is_refused_for_good_is_taken_back(scene: Scene, refusal: Reaction) -> None:
    scene.server.arm(on={"UID STORE": refusal})
    answer = scene.sync()
    assert (answer.outcome, answer.result["stored"]) == ("partial", 2)
    scene.server.heal()
    assert scene.sync().outcome == "ok"
    assert not is_starred(scene)


def test_a_server_that_throttles_is_not_asked_further(scene: Scene) -> None:
    scene.server.arm(on={"UID STORE": react.no("[THROTTLED] slow down")})
    assert scene.sync().outcome == "busy"
    scene.server.heal()
    assert scene.sync().outcome == "ok"
    assert is_starred(scene)
