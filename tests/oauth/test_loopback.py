"""The browser road: a listener on this computer that takes one answer and is gone."""

from __future__ import annotations

import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests

from imapdesk.errors import Cancelled, SettingsRefused, SignInRequired
from imapdesk.oauth.loopback import LoopbackListener
from imapdesk.oauth.refusals import SignInReason
from tests.oauth.person import ALICE, World, press
from tests.pace import PATIENCE_S


def get(url: str, **headers: str) -> requests.Response:
    with requests.Session() as browser:
        browser.trust_env = False
        return browser.get(url, headers=headers, timeout=10, allow_redirects=False)


def is_closed(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def port_of(listener: LoopbackListener) -> int:
    return int(re.search(r":(\d+)", listener.redirect_uri)[1])  # type: ignore[index]


def test_a_sign_in_in_the_browser_ends_with_tokens(world: World) -> None:
    pages: list[threading.Thread] = []

    def open_browser(url: str) -> bool:
        pages.append(threading.Thread(target=lambda: get(press(world.oidc, url))))
        pages[0].start()
        return True

    pending, tokens = world.signins.sign_in_with_browser(world.type, ALICE, open_browser)
    pages[0].join()
    assert tokens.user.address == ALICE
    assert is_closed(int(re.search(r":(\d+)", pending.redirect_uri)[1]))  # type: ignore[index]
    world.signins.save(world.mailbox, tokens)
    assert world.token() == tokens.access_token


def test_a_person_who_declines_in_the_browser_is_told_on_the_page_and_in_the_program(world: World) -> None:
    pages: list[str] = []
    threads: list[threading.Thread] = []

    def open_browser(url: str) -> bool:
        threads.append(threading.Thread(target=lambda: pages.append(get(press(world.oidc, url, allow=False)).text)))
        threads[0].start()
        return True

    with pytest.raises(SignInRequired) as caught:
        world.signins.sign_in_with_browser(world.type, ALICE, open_browser)
    threads[0].join()
    assert caught.value.reason == SignInReason.DENIED
    assert "did not succeed" in pages[0]


def test_without_a_browser_the_road_ends_at_once(world: World) -> None:
    with pytest.raises(SettingsRefused, match="browser"):
        world.signins.sign_in_with_browser(world.type, ALICE, lambda url: False)


def test_it_listens_on_this_computer_only_on_a_port_of_its_own() -> None:
    with LoopbackListener() as first, LoopbackListener() as second:
        assert port_of(first) != port_of(second)
        assert first.redirect_uri.startswith("http://127.0.0.1:")
        assert first._server.server_address[0] == "127.0.0.1"


def test_it_answers_once_and_is_closed_then() -> None:
    with LoopbackListener() as listener, ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(listener.wait)
        page = get(f"{listener.redirect_uri}?code=abc&state=def")
        assert waiting.result(10) == f"{listener.redirect_uri}?code=abc&state=def"
        assert page.status_code == 200
        assert "go back to imapdesk" in page.text
        assert "abc" not in page.text
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert is_closed(port_of(listener))


def test_other_paths_names_and_methods_are_not_answered() -> None:
    with LoopbackListener() as listener:
        port = port_of(listener)
        for path in ("/", "/favicon.ico", "/imapdeskx?code=abc", "/imapdesk/?code=abc", "/imapdesk"):
            assert get(f"http://127.0.0.1:{port}{path}").status_code == 404, path
        assert get(f"{listener.redirect_uri}?code=abc", Host="evil.example.com").status_code == 404
        assert requests.post(f"{listener.redirect_uri}?code=abc", timeout=10).status_code == 501
        assert listener.take("code=right")


def test_a_second_answer_is_turned_away() -> None:
    with LoopbackListener() as listener:
        assert listener.take("code=first")
        assert get(f"{listener.redirect_uri}?code=second").status_code == 410
        listener.announce()
        assert listener.wait().endswith("code=first")


def test_a_browser_that_opens_a_spare_connection_does_not_hold_it_up() -> None:
    with LoopbackListener() as listener, socket.create_connection(("127.0.0.1", port_of(listener))):
        assert get(f"{listener.redirect_uri}?code=abc").status_code == 200
        assert listener.wait(timeout_s=PATIENCE_S).endswith("code=abc")


def test_it_stops_at_its_time_limit_and_when_it_is_cancelled() -> None:
    with LoopbackListener() as listener:
        with pytest.raises(SignInRequired) as caught:
            listener.wait(timeout_s=0.1)
        assert caught.value.reason == SignInReason.TIMED_OUT
        assert is_closed(port_of(listener))
    with LoopbackListener() as listener:
        with pytest.raises(Cancelled):
            listener.wait(should_stop=lambda: True)
        assert is_closed(port_of(listener))


def test_nothing_of_an_answer_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    with LoopbackListener() as listener:
        get(f"{listener.redirect_uri}?code=abc-secret")
        get(f"http://127.0.0.1:{port_of(listener)}/other?code=abc-secret")
        with socket.create_connection(("127.0.0.1", port_of(listener))) as rude:
            rude.sendall(b"nonsense\r\n\r\n")
    shown = capfd.readouterr()
    assert "abc-secret" not in shown.out + shown.err


def test_the_path_may_be_the_root_as_microsoft_wants_it() -> None:
    with LoopbackListener("http://localhost:{port}") as listener:
        assert get(f"http://127.0.0.1:{port_of(listener)}/?code=abc", Host=f"localhost:{port_of(listener)}").ok
        assert listener.wait(timeout_s=5) == f"http://localhost:{port_of(listener)}?code=abc"
