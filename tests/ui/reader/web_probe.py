"""Opens one message in the web engine with chosen layers off, and prints what happened, as JSON.

A process of its own per try: the engine lives as long as its process, and a test's canary must hear only this try.
"""

from __future__ import annotations

import json
import os
import sys
import time

from imapdesk.ui.shell.app import make_app


def main() -> None:
    """``web_probe.py HTML_FILE LAYERS IMAGES``; LAYERS of "policy,gate,paper" (as printed), IMAGES "yes" or "no"."""
    html_file, layers, images = sys.argv[1:4]
    app = make_app()
    from imapdesk.ui.reader.web_view import WebHtmlView

    view = WebHtmlView()
    if "gate" not in layers:
        view.gate.allows = lambda *_: True  # type: ignore[method-assign]
    if layers == "none":
        import imapdesk.ui.reader.web_view as without

        without.disarm = lambda html: html
    clicked: list[str] = []
    finished: list[bool] = []
    view.link_clicked.connect(clicked.append)
    view.page.loadFinished.connect(finished.append)
    view.resize(400, 300)
    view.show()
    with open(html_file, encoding="utf-8") as file:
        html = file.read()
    picture = {"pic@example.com": ("image/gif", bytes.fromhex(sys.argv[4]))} if len(sys.argv) > 4 else {}
    if "paper" in layers:
        import imapdesk.ui.reader.web_view as printed

        printed.BASE = printed.BASE.replace("@media print", "@media all")
        view.head = '<p style="margin:0;height:60px">Head</p>'
    if "policy" not in layers:
        import imapdesk.ui.reader.web_view as module

        module.POLICY = "default-src * 'unsafe-inline' data: cid: imapdesk-mail:"
    view.show_html(html, picture, images == "yes")
    end = time.monotonic() + 45
    while time.monotonic() < end and not finished:
        app.processEvents()
        time.sleep(0.01)
    rest = time.monotonic() + 1.0
    blank = {"#000000", "#ffffff"} if "#00ff00" in html else {"#000000"}  # what shows before the first frame
    colour, since = "", time.monotonic()  # the first frames fade in: wait for a colour that stays
    while time.monotonic() < rest + 10 and (time.monotonic() < rest or time.monotonic() - since < 0.5):
        app.processEvents()
        time.sleep(0.02)
        now = view.grab().toImage().pixelColor(3, 3).name()
        if now != colour or now in blank:
            colour, since = now, time.monotonic()
    print(json.dumps({"finished": finished, "blocked": view.gate.blocked, "clicked": clicked, "colour": colour}))  # noqa: T201
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
