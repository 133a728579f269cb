"""A server that breaks the line at an extension which it offers gets a connection that does without."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_reactions import Reaction
from tests.fakes.scripted_server import CONDSTORE, FULL, PLAIN, ScriptedServer
from tests.faults.rows import Row, start
from tests.faults.scene import Scene, make_raw, truth

PLACES = {
    "LIST-STATUS": (FULL, "LIST", b"STATUS"),
    "ENABLE": (FULL, "ENABLE", b""),
    "QRESYNC": (FULL, "EXAMINE", b"QRESYNC"),
    "CONDSTORE": (CONDSTORE, "UID FETCH", b"CHANGEDSINCE"),
}
WAYS = {
    "a drop": react.drop(),
    "a BYE": react.bye("internal confusion"),
    "a BYE that confesses": react.bye("Internal error occurred. Refer to server log for more information."),
    "silence": react.stall(),
    "garbage": react.say(b"\xff\xfe garbage\r\n"),
}

Start = Callable[..., ScriptedServer]


def make_scene(scripted_server: Start, tmp_path: Path, capabilities: str) -> Scene:
    """A mailbox that is known, to which something has happened since."""
    scene = start(Row("extension", server={"capabilities": capabilities}), scripted_server, tmp_path)
    scene.add()
    scene.include_all()
    assert scene.sync().outcome == "ok"
    for number in range(60, 63):
        scene.server.mailbox.deliver("INBOX", make_raw(number))
        scene.server.mailbox.deliver("Sent", make_raw(number + 20))
    scene.server.mailbox.expunge("INBOX", 2)
    return scene


@pytest.mark.parametrize("reaction", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("extension", PLACES)
def test_a_line_that_breaks_at_an_extension_is_tried_without_it(
    scripted_server: Start, tmp_path: Path, extension: str, reaction: Reaction
) -> None:
    capabilities, command, part = PLACES[extension]
    scene = make_scene(scripted_server, tmp_path, capabilities)
    scene.server.arm(on={command: react.when(part, reaction)})
    answer = scene.sync()
    assert (answer.outcome, answer.result["stored"]) == ("ok", 6), answer.document
    assert answer.seconds < 20
    assert scene.held() == truth(scene.server.mailbox)

    mailbox = scene.server.mailbox
    log_ins = [run_with_news(scene, number) for number in range(90, 92)]
    assert log_ins[-1] == 1, f"found out anew in each run: {log_ins}"

    scene.server.heal()
    mailbox.change_flags("INBOX", 1, "\\Seen", "\\Answered")
    assert scene.sync().outcome == "ok"
    assert scene.held() == truth(mailbox)
    assert "\\Answered" in flags_of(scene, "INBOX", 1), "a change of flags went unnoticed afterwards"


def run_with_news(scene: Scene, number: int) -> int:
    """How many log-ins a run takes, on the same server, that finds something new."""
    scene.server.mailbox.deliver("INBOX", make_raw(number))
    scene.server.mailbox.expunge("Sent", number - 87)
    before = scene.server.logins
    assert scene.sync().outcome == "ok"
    assert scene.held() == truth(scene.server.mailbox)
    return scene.server.logins - before


@pytest.mark.parametrize("way", ["a drop", "a BYE", "garbage"])
def test_a_server_that_breaks_at_every_extension_of_list_is_asked_plainly(
    scripted_server: Start, tmp_path: Path, way: str
) -> None:
    """From adding the mailbox on: a person who can't add it never gets as far as a synchronisation."""
    scene = start(Row("plainly", server={"capabilities": FULL}), scripted_server, tmp_path)
    scene.server.arm(on={"LIST": react.when(b"RETURN", WAYS[way])})
    assert scene.add(check=True).code == 0
    assert scene.include_all().code == 0
    answer = scene.sync()
    assert (answer.outcome, answer.result["stored"]) == ("ok", 14), answer.document
    assert scene.held() == truth(scene.server.mailbox)


@pytest.mark.parametrize("command", ["ID", "NAMESPACE", "XLIST"])
@pytest.mark.parametrize("way", ["a drop", "a BYE", "garbage"])
def test_a_server_that_breaks_at_a_word_of_its_own_offer_is_asked_without_it(
    scripted_server: Start, tmp_path: Path, command: str, way: str
) -> None:
    scene = start(Row("plainly", server={"capabilities": f"{PLAIN} XLIST"}), scripted_server, tmp_path)
    scene.server.arm(on={command: WAYS[way]})
    assert scene.add(check=True).code == 0
    assert scene.include_all().code == 0
    answer = scene.sync()
    assert (answer.outcome, answer.result["stored"]) == ("ok", 14), answer.document
    assert scene.held() == truth(scene.server.mailbox)


def test_a_product_that_is_not_to_be_asked_for_more_than_a_list_is_not_asked_in_the_second_run_either(
    scripted_server: Start, tmp_path: Path
) -> None:
    """Its name comes with the answer to the first flight, so that flight asks for too much once a run."""
    old = {"capabilities": CONDSTORE, "identity": {"name": "Cyrus IMAPD", "version": "v2.4.17"}}
    scene = start(Row("old", server=old), scripted_server, tmp_path)
    scene.server.arm(on={"LIST": react.when(b"RETURN", react.bad("Unrecognized argument"))})
    assert scene.add(check=True).code == 0
    assert scene.include_all().code == 0
    for number in range(90, 93):
        scene.server.mailbox.deliver("INBOX", make_raw(number))
        assert scene.sync().outcome == "ok"
        assert scene.held() == truth(scene.server.mailbox)


def test_changes_that_the_server_refuses_to_tell_apart_are_seen_in_the_same_run(
    scripted_server: Start, tmp_path: Path
) -> None:
    scene = make_scene(scripted_server, tmp_path, CONDSTORE)
    scene.server.mailbox.change_flags("INBOX", 1, "\\Seen", "\\Flagged")
    scene.server.arm(on={"UID FETCH": react.when(b"CHANGEDSINCE", react.bad("what is CHANGEDSINCE?"))})
    answer = scene.sync()
    assert (answer.outcome, answer.result["stored"]) == ("ok", 6), answer.document
    assert "\\Flagged" in flags_of(scene, "INBOX", 1)
    assert scene.held() == truth(scene.server.mailbox)


def flags_of(scene: Scene, folder: str, uid: int) -> list[str]:
    ((id_,),) = scene.rows(
        f"SELECT l.id FROM location l JOIN folder f ON f.id = l.folder_id WHERE f.path = '{folder}' AND l.uid = {uid}"
    )
    (row,) = [row for row in scene.run("list", "--folder", folder).document if row["id"] == id_]
    return list(row["flags"])
