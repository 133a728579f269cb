"""HTML mail can't phone home, and each layer holds with the others off."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from imapdesk.mime import safe_html
from tests.mime.traps import make_page
from tests.pace import PATIENCE_S
from tests.ui.reader.canary import PIXEL, Canary

TRAPS = """<html><head><link rel="stylesheet" href="{u}/css"><meta http-equiv="refresh" content="0;url={u}/refresh">
<style>@import url({u}/import); body {{ background: url({u}/background) }}
@font-face {{ font-family: x; src: url({u}/font) }}
p {{ font-family: x }}</style><base href="{u}/base/"></head>
<body><p>text</p><img src="{u}/image"><img srcset="{u}/srcset 1x"><iframe src="{u}/frame"></iframe>
<video src="{u}/video" poster="{u}/poster"></video><audio src="{u}/audio" autoplay></audio>
<object data="{u}/object"></object>
<embed src="{u}/embed"><script src="{u}/script"></script><script>fetch("{u}/fetch")</script>
<svg><image href="{u}/svg"/></svg><link rel="preload" as="image" href="{u}/preload"><link rel="dns-prefetch" href="{u}">
<form action="{u}/form"><input type="image" src="{u}/input"></form></body></html>"""


def probe(tmp_path: Path, html: str, layers: str, images: str = "no", flags: str = "") -> dict[str, Any]:
    """Open HTML in an engine of its own."""
    page = tmp_path / "page.html"
    page.write_text(html, encoding="utf-8")
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": f"--disable-gpu {flags}"}
    command = [sys.executable, "-m", "tests.ui.reader.web_probe", str(page), layers, images, PIXEL.hex()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, env=env, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("layers", ["policy,gate", "policy", "gate"])
def test_a_message_full_of_traps_makes_no_request(tmp_path: Path, layers: str) -> None:
    with Canary() as canary:
        seen = probe(tmp_path, TRAPS.format(u=canary.url), layers)
    assert seen["finished"][0] is True
    assert canary.heard == []


def test_the_canary_hears_what_is_let_through(tmp_path: Path) -> None:
    """Without any layer the same page does call: so the tests above can fail."""
    with Canary() as canary:
        probe(tmp_path, TRAPS.format(u=canary.url), "none")
    assert "/image" in canary.heard


def test_show_images_lets_images_through_and_nothing_else(tmp_path: Path) -> None:
    with Canary() as canary:
        probe(tmp_path, TRAPS.format(u=canary.url), "policy,gate", "yes")
    assert "/image" in canary.heard
    assert not {"/css", "/frame", "/font", "/script", "/fetch", "/video", "/object", "/refresh"} & set(canary.heard)


def test_a_picture_of_the_message_itself_is_shown(tmp_path: Path) -> None:
    html = '<body style="margin:0"><img src="cid:pic@example.com" width="200" height="200"></body>'
    assert probe(tmp_path, html, "policy,gate")["colour"] == "#ff0000"


def test_a_message_of_several_megabytes_is_shown(tmp_path: Path) -> None:
    html = '<body style="background:#00ff00">' + f"<p>{'word ' * 220}</p>" * 3_000
    seen = probe(tmp_path, html, "policy,gate")
    assert seen["finished"] == [True]
    assert seen["colour"] == "#00ff00"


def test_a_script_does_not_run(tmp_path: Path) -> None:
    html = '<body style="background:#00ff00"><script>document.body.style.background="#ff0000"</script></body>'
    assert probe(tmp_path, html, "none")["colour"] == "#00ff00"


HINTS = """<html><head><link rel="dns-prefetch" href="//canary.invalid">
<link rel="preconnect" href="http://canary.invalid"><meta http-equiv="x-dns-prefetch-control" content="on">
<base href="http://canary.invalid/"></head><body><p>text</p><img src="http://canary.invalid/image">
<iframe srcdoc="&lt;link rel=preconnect href=http://canary.invalid&gt;"></iframe>
<a href="http://canary.invalid/link">link</a></body></html>"""


def find_lookups(tmp_path: Path, html: str, layers: str) -> int:
    """How often the engine's own log of its network names the host: look-ups and connections too."""
    log = tmp_path / "network.json"
    probe(tmp_path, html, layers, flags=f"--log-net-log={log}")
    return log.read_text(encoding="utf-8", errors="replace").count("canary.invalid")


@pytest.mark.parametrize("layers", ["policy,gate", "none"])
def test_no_host_is_looked_up_or_called_beforehand(tmp_path: Path, layers: str) -> None:
    """Without the sanitiser by what the view does, and with the sanitiser alone."""
    assert find_lookups(tmp_path, safe_html(HINTS) if layers == "none" else HINTS, layers) == 0


def test_the_engines_log_names_what_is_looked_up(tmp_path: Path) -> None:
    """Without any layer the host is looked up: so the test above can fail."""
    assert find_lookups(tmp_path, HINTS, "none") > 0


def test_the_sanitiser_alone_holds(tmp_path: Path) -> None:
    with Canary() as canary:
        probe(tmp_path, safe_html(TRAPS.format(u=canary.url)), "none")
    assert canary.heard == []


def test_what_the_reader_gets_with_images_fetches_images_only(tmp_path: Path) -> None:
    with Canary() as canary:
        probe(tmp_path, safe_html(TRAPS.format(u=canary.url), allow_images=True), "policy,gate", "yes")
    assert "/image" in canary.heard
    assert set(canary.heard) <= {"/image", "/srcset", "/input", "/base/image"}


@pytest.mark.parametrize("layers", ["policy,gate", "policy", "gate"])
def test_a_page_of_hundreds_of_traps_makes_no_request(tmp_path: Path, layers: str) -> None:
    """Without the sanitiser, by either of the view's own layers."""
    with Canary() as canary:
        seen = probe(tmp_path, make_page(canary.url, "canary.invalid"), layers)
    assert seen["finished"][0] is True
    assert canary.heard == []


def test_hundreds_of_traps_call_where_nothing_stops_them(tmp_path: Path) -> None:
    """Without any layer many do: so the test above can fail."""
    with Canary() as canary:
        probe(tmp_path, make_page(canary.url, "canary.invalid"), "none")
    assert len({path.split("/")[1] for path in canary.heard}) > 20


def test_hundreds_of_traps_with_images_allowed_fetch_images_alone(tmp_path: Path) -> None:
    with Canary() as canary:
        page = safe_html(make_page(canary.url, "canary.invalid"), allow_images=True)
        probe(tmp_path, page, "policy,gate", "yes")
    assert canary.heard
    assert not [path for path in canary.heard if path.startswith("/styles")]


@pytest.mark.parametrize(
    "style",
    ["box-shadow:0 -90px 0 90px #00ff00;opacity:0.99", "outline:90px solid #00ff00;opacity:0.99"],
)
def test_a_message_paints_nothing_over_the_head_that_is_printed_above_it(tmp_path: Path, style: str) -> None:
    """What is not seen beyond the message's edge is drawn on top: opacity lifts it over the head's own words."""
    html = safe_html(f'<body style="{style}"><div style="width:300px;height:30px;{style}">forged</div></body>')
    assert "90px" in html
    assert probe(tmp_path, html, "policy,gate,paper")["colour"] == "#ffffff"


def test_a_blocked_picture_is_its_words_on_a_calm_ground(tmp_path: Path) -> None:
    html = '<body style="margin:0"><img src="https://example.com/a.png" alt="A cabin" width="200" height="200"></body>'
    assert probe(tmp_path, safe_html(html), "policy,gate")["colour"] == "#eef0f4"
