"""A picture of the web is fetched as a picture: nothing else comes back, nothing of the person goes out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from imapdesk.net import pictures
from imapdesk.net.pictures import MOST_BYTES, MOST_REDIRECTIONS, fetch_picture, is_plain, may_lead
from imapdesk.net.way import ProxyKind, Way, current, use
from tests.net.stage import KINDS, go_by
from tests.servers.pictures import Answer, PictureServer, make_png, moved
from tests.servers.proxy import ProxyServer

PNG = make_png(2, 2)


@pytest.fixture(autouse=True)
def _straight() -> Iterator[None]:
    before = current()
    use(Way(ProxyKind.NONE))
    yield
    use(before)


def test_a_picture_comes_and_nothing_of_the_person_goes() -> None:
    with PictureServer({"/a.png": Answer(PNG), "/go": moved("/a.png")}) as server:
        assert fetch_picture(f"{server.url}/go") == PNG
    assert server.asked == ["/go", "/a.png"]
    for head in server.heads:
        assert not {name.lower() for name in head} & {"cookie", "referer", "authorization", "from"}
        assert "python" not in head["User-Agent"].lower()


@pytest.mark.parametrize(
    "answer",
    [
        Answer(b"<html>", "text/html"),
        Answer(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        Answer(b"body{}", "text/css"),
        Answer(PNG, "application/octet-stream"),
        Answer(PNG, status=404),
        Answer(PNG, headers={"Content-Encoding": "gzip"}),
        Answer(PNG, headers={"Content-Length": str(MOST_BYTES + 1)}),
        Answer(status=302),
        moved("file:///etc/hostname"),
        moved("ftp://example.com/a.png"),
        moved("http://[::1"),
    ],
)
def test_what_is_no_picture_is_left_out(answer: Answer) -> None:
    with PictureServer({"/a": answer}) as server:
        assert fetch_picture(f"{server.url}/a") is None
    assert server.asked == ["/a"]


def test_a_picture_without_end_is_cut_off() -> None:
    with PictureServer({"/a": Answer(bytes(MOST_BYTES + 200_000))}) as server:
        server.answers["/a"] = Answer(
            bytes(MOST_BYTES + 200_000), headers={"Content-Length": "x", "Connection": "close"}
        )
        assert fetch_picture(f"{server.url}/a") is None


def test_a_circle_ends() -> None:
    with PictureServer({"/a": moved("/a")}) as server:
        assert fetch_picture(f"{server.url}/a") is None
    assert len(server.asked) == MOST_REDIRECTIONS + 1


def test_whom_nobody_waits_for_is_not_asked() -> None:
    with PictureServer({"/a": Answer(PNG)}) as server:
        assert fetch_picture(f"{server.url}/a", should_stop=lambda: True) is None
    assert server.asked == []


def test_a_server_that_drips_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE_S", 0.2)
    with PictureServer({"/a": Answer(PNG, pause_s=0.3)}) as server:
        assert fetch_picture(f"{server.url}/a") is None
    assert server.asked == ["/a"]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "data:image/png;base64,AA==",
        "http://",
        "http://ada:secret@example.com/a",
        "//x/a",
        "http://[",
    ],
)
def test_what_is_no_plain_address_is_not_asked_for(url: str) -> None:
    assert not is_plain(url)
    assert fetch_picture(url) is None


def test_nothing_listens_there() -> None:
    with PictureServer({}) as server:
        pass
    assert fetch_picture(f"{server.url}/a") is None


@pytest.mark.parametrize(
    ("url", "goal", "may"),
    [
        ("https://example.com/a", "https://cdn.example.net/a", True),
        ("http://example.com/a", "https://example.com/a", True),
        ("http://example.com/a", "http://example.net/a", True),
        ("http://127.0.0.1:8/a", "http://127.0.0.1:9/a", True),
        ("http://192.168.1.5/a", "http://printer/a", True),
        ("https://example.com/a", "http://example.com/a", False),
        ("https://example.com/a", "https://localhost/a", False),
        ("https://example.com/a", "https://127.0.0.1/a", False),
        ("https://example.com/a", "https://[::1]/a", False),
        ("https://example.com/a", "https://192.168.1.1/restart", False),
        ("https://example.com/a", "https://[fe80::1]/a", False),
        ("https://example.com/a", "https://router/restart", False),
        ("https://example.com/a", "https://nas.local/a", False),
        ("https://example.com/a", "https://ada@example.com/a", False),
        ("https://example.com/a", "data:image/png;base64,AA==", False),
    ],
)
def test_where_a_redirection_may_lead(url: str, goal: str, may: bool) -> None:
    assert may_lead(url, goal) is may


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_goes_through_the_proxy_in_the_clear_as_well(kind: ProxyKind) -> None:
    with PictureServer({"/a.png": Answer(PNG)}) as server, ProxyServer({"pictures.mail.example": server.port}) as proxy:
        go_by(proxy, kind)
        assert fetch_picture("http://pictures.mail.example/a.png") == PNG
    assert proxy.goals == [("pictures.mail.example", 80)]
