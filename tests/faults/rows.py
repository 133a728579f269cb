"""What one row of the fault list says, and how it is played: set up, break, synchronise, heal, synchronise again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.imap_model import FakeMailbox
from tests.fakes.scripted_server import ScriptedServer
from tests.faults.scene import CALM, PASSWORD, QUICK, Answer, Place, Scene, make_mailbox, truth

EVERYTHING: frozenset[Place] = frozenset({("*", 0)})
"""Nothing can be had."""


@dataclass(frozen=True, slots=True)
class Row:
    """One fault.

    ``server`` are words for the scripted server from the start, ``break_`` those that begin after the set-up (for
    `ScriptedServer.arm`). ``lost`` can't be had while the fault lasts; `EVERYTHING` stands for all. ``outcomes`` are
    the right ones. ``before`` changes the server's mailbox.
    """

    name: str
    outcomes: str = "ok"
    server: Mapping[str, Any] = field(default_factory=dict)
    break_: Mapping[str, Any] = field(default_factory=dict)
    lost: frozenset[Place] = frozenset()
    before: Callable[[FakeMailbox], object] | None = None
    seconds: float = 20.0
    log_ins: int | None = None
    retry_after_s: float | None = None
    line: Mapping[str, float] = field(default_factory=lambda: QUICK)
    set_up: bool = True
    heals: bool = True
    says: str = ""
    check: Callable[[Scene, Answer], object] | None = None


def play(row: Row, scene: Scene) -> None:
    """Everything that a row promises."""
    server, mailbox = scene.server, scene.server.mailbox
    scene.line = CALM
    assert scene.add().code == 0
    if row.set_up:
        assert scene.include_all().code == 0
    server.logins = 0
    scene.set("line", dict(row.line))
    server.arm(**row.break_)
    answer = scene.sync()
    explain = f"{answer.document}\n{answer.err}\n{server.commands[-12:]}"

    assert answer.outcome in row.outcomes.split(), explain
    assert answer.seconds < row.seconds, explain
    expected = {} if row.lost == EVERYTHING else truth(mailbox, row.lost)
    assert scene.held() == expected, explain
    assert answer.result["stored"] == len(expected), explain
    assert answer.result["retry_after_s"] == row.retry_after_s, explain
    assert row.says in (answer.result["error"] or ""), explain
    if row.log_ins is not None:
        assert server.logins == row.log_ins
    if row.check is not None:
        row.check(scene, answer)
    check_secrets(scene)
    if row.heals:
        heal(row, scene)


def heal(row: Row, scene: Scene) -> None:
    """The fault is over: the next run has all of it, none of it twice, and asks for nothing that is held."""
    server = scene.server
    server.heal()
    scene.make_quarantine_due()
    scene.set("line", dict(CALM))
    held = scene.held()
    answer = scene.sync()
    explain = f"{answer.document}\n{answer.err}\n{server.commands[-12:]}"
    assert answer.outcome == "ok", explain
    everything = truth(server.mailbox)
    assert scene.held() == everything, explain
    assert answer.result["stored"] == len(everything.keys() - held.keys()), explain
    assert scene.check().document["healthy"] is True
    assert set(scene.downloads().values()) <= {1}


def check_secrets(scene: Scene) -> None:
    """The password is on the line only under TLS, and nowhere on the disk."""
    if scene.server.security != "none":
        assert PASSWORD.encode() not in scene.server.received_in_clear
    assert scene.clear_text_secrets() == []


def start(row: Row, scripted_server: Callable[..., ScriptedServer], data_dir: Any) -> Scene:
    """The row's server and an empty data directory."""
    mailbox = make_mailbox()
    if row.before is not None:
        row.before(mailbox)
    return Scene(data_dir, scripted_server(mailbox, **row.server))


def names(rows: list[Row]) -> list[str]:
    """The rows' names for pytest, each once."""
    found = [row.name for row in rows]
    assert len(set(found)) == len(found), "two rows have one name"
    return found
