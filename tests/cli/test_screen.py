"""No screen is one clear sentence, before Qt could end the process without any."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from imapdesk.cli.screen import need_screen
from imapdesk.errors import NoScreen
from tests.cli.program import Program
from tests.servers.ports import free_ports


def test_without_a_display_server_there_is_no_screen() -> None:
    with pytest.raises(NoScreen, match="needs a screen"):
        need_screen({})


def test_a_platform_that_needs_no_display_server_is_let_through() -> None:
    need_screen({"QT_QPA_PLATFORM": "offscreen"})


@pytest.mark.parametrize("platform", ["", "xcb"])
def test_a_display_server_that_does_not_answer_is_no_screen(platform: str) -> None:
    with pytest.raises(NoScreen, match="none answers"):
        need_screen({"DISPLAY": ":4711", "QT_QPA_PLATFORM": platform})


def test_a_forwarded_display_is_asked_over_the_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        need_screen({"DISPLAY": f"127.0.0.1:{server.getsockname()[1] - 6000}.0"})
    (port,) = free_ports(1)
    with pytest.raises(NoScreen):
        need_screen({"DISPLAY": f"127.0.0.1:{port - 6000}"})


def test_wayland_is_looked_for_in_its_own_place(tmp_path: Path) -> None:
    seen = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)}
    with pytest.raises(NoScreen):
        need_screen(seen)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        need_screen(seen)


def test_the_window_without_a_screen_ends_with_2_and_one_sentence(program: Program) -> None:
    answer = program.run(QT_QPA_PLATFORM="", DISPLAY=":4711", WAYLAND_DISPLAY="")

    assert answer.code == 2
    assert answer.err.startswith("imapdesk: The window needs a screen")
