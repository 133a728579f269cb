"""The way to the server: unknown names, closed ports, two families of addresses, and words without an answer."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.fakes import imap_reactions as react
from tests.fakes.scripted_server import ScriptedServer
from tests.faults.rows import EVERYTHING, Row, names, play, start
from tests.faults.scene import QUICK, truth
from tests.servers.ports import free_ports
from tests.servers.proxy import ProxyServer

Start = Callable[..., ScriptedServer]
TRICKLES = {
    "OK still here": b"* OK Still here\r\n",
    "EXISTS": b"* 5 EXISTS\r\n",
    "an unasked FETCH": b"* 1 FETCH (FLAGS (\\Seen))\r\n",
    "blank lines": b"\r\n",
    "unknown words": b"* XYZZY nothing happens\r\n",
}
ROWS = [
    Row(
        f"a command that never ends, with {name} for ever, at {stage}",
        "unreachable protocol",
        break_={"on": {stage: react.drip(piece, 0.01)}},
        lost=EVERYTHING,
        line=QUICK | {"stall_s": 0.5, "patience_s": 1.0},
    )
    for name, piece in TRICKLES.items()
    for stage in ("LIST", "EXAMINE")
]


@pytest.mark.parametrize("row", ROWS, ids=names(ROWS))
def test_an_answer_that_trickles_without_end_ends_the_run(row: Row, scripted_server: Start, tmp_path: Path) -> None:
    play(row, start(row, scripted_server, tmp_path))


def test_a_port_where_nobody_listens_is_unreachable(scripted_server: Start, tmp_path: Path) -> None:
    scene = start(Row("refused"), scripted_server, tmp_path)
    (scene.server.port,) = free_ports(1)
    scene.add()
    answer = scene.sync()
    assert answer.outcome == "unreachable"
    assert answer.seconds < 20


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 63 + ".invalid", "xn--a.invalid"])
def test_a_name_that_nobody_knows_is_unreachable(scripted_server: Start, tmp_path: Path, host: str) -> None:
    scene = start(Row("name"), scripted_server, tmp_path)
    scene.server.host = host
    assert scene.add().code == 0
    assert scene.sync().outcome == "unreachable"


def test_an_address_that_does_not_answer_gives_way_to_the_next(
    scripted_server: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = start(Row("families"), scripted_server, tmp_path)
    (closed,) = free_ports(1)
    six = (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("::1", closed, 0, 0))
    four = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", scene.server.port))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *words, **more: [six, four])
    scene.add()
    assert scene.sync().outcome == "ok"
    assert scene.held() == truth(scene.server.mailbox)


def test_a_server_that_comes_back_is_synchronised_as_if_nothing_had_been(
    scripted_server: Start, tmp_path: Path
) -> None:
    scene = start(Row("back"), scripted_server, tmp_path)
    port, (closed,) = scene.server.port, free_ports(1)
    scene.server.port = closed
    scene.add()
    assert scene.include_all().code == 5
    assert scene.sync().outcome == "unreachable"
    scene.run("mailbox", "set", scene.name, f"port={port}")
    assert scene.sync().outcome == "ok"
    assert scene.held() == truth(scene.server.mailbox)


@pytest.mark.parametrize("scheme", ["socks5h", "http"])
def test_a_proxy_that_refuses_its_password_is_asked_once_in_a_run(
    scripted_server: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    scene = start(Row("proxy"), scripted_server, tmp_path)
    scene.server.host = "imap.mail.example"
    with ProxyServer({"imap.mail.example": scene.server.port}, user="ada", password="right") as proxy:
        monkeypatch.setenv("all_proxy", f"{scheme}://ada:wrong@{proxy.host}:{proxy.port}")
        scene.add()
        answer = scene.sync()
        assert answer.outcome == "unreachable"
        assert "wants another user name or password" in answer.result["error"]
        assert (proxy.connections, scene.server.connections) == (1, 0)
        monkeypatch.setenv("all_proxy", f"{scheme}://ada:right@{proxy.host}:{proxy.port}")
        assert scene.sync().outcome == "ok"
        assert scene.held() == truth(scene.server.mailbox)
