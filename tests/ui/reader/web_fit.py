"""Shows pages of several widths in the web engine and prints how large each is shown, as JSON: ``web_fit.py``."""

from __future__ import annotations

import json
import os
import sys
import time

from imapdesk.mime import safe_html
from imapdesk.ui.shell.app import make_app

PAGES = {
    "wide": '<table width="600" bgcolor="#00ff00"><tr><td height="2000">newsletter</td></tr></table>',
    "narrow": "<p>a letter</p>",
    "huge": '<table width="5000"><tr><td>sheet</td></tr></table>',
    "ground": '<body bgcolor="#00ff00" style="margin:0">short</body>',
}


def main() -> None:
    """Each page once, in a view of 420 by 400 pixels; the first again in a wider one and zoomed."""
    app = make_app()
    from imapdesk.ui.reader.web_view import WebHtmlView

    view = WebHtmlView()
    view.resize(420, 400)
    view.show()

    def settle(seconds: float = 1.2) -> dict[str, float]:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)
        return {"zoom": view.view.zoomFactor(), "width": view.page.contentsSize().width(), "view": view.view.width()}

    found: dict[str, object] = {}
    loaded: list[bool] = []
    view.page.loadFinished.connect(loaded.append)
    for name in ("wide", "narrow", "huge", "wide"):
        before = len(loaded)
        view.show_html(safe_html(PAGES[name]), {}, False)
        view.set_zoom(1.0)
        end = time.monotonic() + 30
        while len(loaded) == before and time.monotonic() < end:
            app.processEvents()
            time.sleep(0.01)
        found[name] = settle()
    view.set_zoom(1.5)
    found["zoomed wide"] = settle()
    view.set_zoom(1.0)
    found["unzoomed"] = settle()
    view.resize(900, 400)
    found["widened"] = settle()
    view.set_zoom(1.5)
    found["zoomed"] = settle()
    view.set_zoom(1.0)
    view.show_html(safe_html(PAGES["ground"]), {}, False)
    settle()
    found["corner"] = view.grab().toImage().pixelColor(view.width() - 5, view.height() - 5).name()
    print(json.dumps(found))  # noqa: T201
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
