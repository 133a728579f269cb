"""Opens a provider's page behind a proxy that asks for a password, in the real web engine; prints what was seen.

``python -m tests.ui.sign_in.drive_proxy right|wrong|none FOLDER``: which password the program knows. A process of its
own per try, since the engine keeps to itself what a proxy once took.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from types import SimpleNamespace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")

from imapdesk.desk import Desk, NetworkSettings
from imapdesk.oauth.values import PopupHints
from imapdesk.ui.shell.app import make_app
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.web_proxy import learn_proxy, use_for_web_pages
from tests.accounts.loopback import WebServer
from tests.servers.certificates import TestAuthority
from tests.servers.proxy import ProxyServer

HOST = "login.provider.example"
PAGE = b"<title>The provider's page</title><img src='/picture'><p>Sign in"


def main() -> None:
    """Run one try."""
    known, folder = sys.argv[1], Path(sys.argv[2])
    app = make_app()
    from imapdesk.ui.sign_in.view import SignInView

    authority = TestAuthority.create(folder / "authority")
    seen: dict[str, object] = {"refused": [], "unreachable": [], "title": ""}
    web = WebServer(authority.server_context(HOST), {"/": PAGE, "/picture": b""})
    with web, ProxyServer({HOST: web.port}, "ada", "right word") as proxy, Desk.open(folder / "data") as desk:
        words = {"right": "right word", "wrong": "another word", "none": None}
        settings = NetworkSettings("http", proxy.host, proxy.port, "" if known == "none" else "ada")
        use_for_web_pages(desk.save_network(settings, words[known]))
        errands = Background()
        learn_proxy(desk, errands)
        wait(app, errands)
        pending = SimpleNamespace(url=f"https://{HOST}/", matches=lambda _url: False, strays=lambda _url: False)
        view = SignInView(pending, PopupHints(ca_file=str(authority.ca_file)))  # type: ignore[arg-type]
        view.proxy_refused.connect(seen["refused"].append)  # type: ignore[attr-defined]
        view.unreachable.connect(seen["unreachable"].append)  # type: ignore[attr-defined]
        finished: list[bool] = []
        view.page.loadFinished.connect(finished.append)
        view.show()
        ends = time.monotonic() + 45
        while time.monotonic() < ends and not finished:
            app.processEvents()
            time.sleep(0.01)
        rest = time.monotonic() + 1
        while time.monotonic() < rest:
            app.processEvents()
            time.sleep(0.01)
        seen |= {"title": view.page.title(), "goals": proxy.goals, "refusals": proxy.refusals}
        seen["asked"] = [request.split()[1] for request in web.requests]
    print(json.dumps(seen))  # noqa: T201
    sys.stdout.flush()
    os._exit(0)


def wait(app: object, errands: Background) -> None:
    """Until the errands so far are done."""
    done: list[bool] = []
    errands.ask(lambda: True, done.append, lambda _error: done.append(False))
    ends = time.monotonic() + 20
    while not done and time.monotonic() < ends:
        app.processEvents()  # type: ignore[attr-defined]
        time.sleep(0.005)


if __name__ == "__main__":
    main()
