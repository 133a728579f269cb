"""One folder that the server can't give, in each way: the mail of all others comes, in every run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.imap_reactions import Exchange, Reaction
from tests.fakes.scripted_server import CONDSTORE, FULL, MINIMAL, PLAIN, ScriptedServer
from tests.faults.rows import Row, start
from tests.faults.scene import Scene, make_raw, truth

Start = Callable[..., ScriptedServer]

BREAKS = {
    "a drop": react.drop(),
    "a BYE": react.bye("Internal error occurred"),
    "garbage": react.say(b"\xff\xfe garbage\r\n"),
    "silence": react.stall(),
    "half a message": react.cut(60),
}
REFUSALS = ["[INUSE] locked", "[UNAVAILABLE] this shard is down", "[SERVERBUG] index", "[NOPERM] no", "no"]


def in_opened(scene: Scene, name: str, reaction: Reaction) -> dict[str, Reaction]:
    """The reaction to FETCH of whole messages in one folder, which has numbers of its own."""
    folder = scene.server.mailbox.folders[name]
    uids = {message.uid for message in folder.messages}

    def react_(exchange: Exchange) -> None:
        words = exchange.command.split()
        asked = {int(one) for part in words[3].replace(b"*", b"0").split(b",") for one in part.split(b":")}
        (reaction if b"BODY.PEEK[]" in exchange.command and asked & uids else react.normal())(exchange)

    return {"UID FETCH": react_}


def make_scene(scripted_server: Start, tmp_path: Path, capabilities: str) -> Scene:
    scene = start(Row("folder", server={"capabilities": capabilities}), scripted_server, tmp_path)
    mailbox = scene.server.mailbox
    for number, (name, first) in enumerate((("Broken", 1000), ("Zoo", 2000))):
        mailbox.add_folder(name)
        mailbox.folders[name].uidnext = first
        for message in range(5):
            mailbox.deliver(name, make_raw(100 + 10 * number + message))
    assert scene.add().code == 0
    assert scene.include_all().code == 0
    return scene


@pytest.mark.parametrize("way", BREAKS)
@pytest.mark.parametrize("capabilities", [MINIMAL, PLAIN, FULL], ids=["minimal", "plain", "full"])
def test_a_folder_at_whose_messages_the_line_breaks(
    scripted_server: Start, tmp_path: Path, capabilities: str, way: str
) -> None:
    scene = make_scene(scripted_server, tmp_path, capabilities)
    everything = truth(scene.server.mailbox)
    broken = {place for place in everything if place[0] == "Broken"}
    scene.server.arm(on=in_opened(scene, "Broken", BREAKS[way]))
    answer = scene.sync()
    assert answer.outcome == "partial", answer.document
    assert scene.held() == truth(scene.server.mailbox, broken)
    assert answer.seconds < 20
    scene.server.heal()
    scene.make_quarantine_due()
    assert scene.sync().outcome == "ok"
    assert scene.held() == everything


@pytest.mark.parametrize("words", REFUSALS)
@pytest.mark.parametrize("capabilities", [PLAIN, CONDSTORE, FULL], ids=["plain", "condstore", "full"])
def test_a_folder_that_is_refused_while_all_others_are_as_they_were(
    scripted_server: Start, tmp_path: Path, capabilities: str, words: str
) -> None:
    scene = make_scene(scripted_server, tmp_path, capabilities)
    assert scene.sync().outcome == "ok"
    scene.server.mailbox.deliver("Broken", make_raw(300))
    scene.server.arm(on={"EXAMINE": react.when(b"Broken", react.no(words))})
    for _ in range(2):
        answer = scene.sync()
        assert (answer.outcome, answer.result["stored"]) == ("partial", 0), answer.document
    scene.server.heal()
    assert scene.sync().outcome == "ok"
    assert scene.held() == truth(scene.server.mailbox)


@pytest.mark.parametrize("count", [2, 5])
@pytest.mark.parametrize("capabilities", [MINIMAL, FULL], ids=["minimal", "full"])
def test_several_folders_at_which_the_line_breaks_when_they_are_opened(
    scripted_server: Start, tmp_path: Path, capabilities: str, count: int
) -> None:
    scene = make_scene(scripted_server, tmp_path, capabilities)
    for number in range(count):
        scene.server.mailbox.add_folder(f"Broken {number}")
        scene.server.mailbox.deliver(f"Broken {number}", make_raw(400 + number))
    assert scene.run("folder", "list", scene.name, "--refresh").code == 0
    assert scene.include_all().code == 0
    everything = truth(scene.server.mailbox)
    broken = {place for place in everything if place[0].startswith("Broken")}
    scene.server.arm(on={"EXAMINE": react.when(b"Broken", react.drop())})
    answer = scene.sync()
    assert answer.outcome == "partial", answer.document
    assert scene.held() == truth(scene.server.mailbox, broken)
    scene.server.heal()
    assert scene.sync().outcome == "ok"
    assert scene.held() == everything
