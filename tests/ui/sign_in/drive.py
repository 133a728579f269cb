"""Scenarios of signing in with the real web engine, one per process: ``python -m tests.ui.sign_in.drive NAME FOLDER``.

Prints what was seen as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QTWEBENGINE_CHROMIUM_FLAGS", "--disable-gpu")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from imapdesk.sync.events import PhaseChanged
from imapdesk.ui.shell.app import make_app
from imapdesk.ui.sign_in.dialog import SignInDialog
from tests.oauth.person import ALICE
from tests.ui.pictures.sign_in import install_example
from tests.ui.sign_in.stage import Browser, Stage, make_message


def microsoft(stage: Stage) -> None:
    """The same with msal, whose redirect address has no path and no port."""
    stage.enable("microsoft")
    add(stage, "microsoft")
    stage.facts["leaks"] = stage.find_leaks()


def example(stage: Stage) -> None:
    """The same with a package of a third party, installed by pip."""
    stage.oidc.add_client("customer-7")
    stage.enable("example", issuer=stage.oidc.issuer, client_id="customer-7", ca_file=stage.oidc.ca_file)
    add(stage, "example")
    stage.facts["leaks"] = stage.find_leaks()


def add(stage: Stage, type_: str) -> None:
    """From nothing to a synchronised mailbox, by the provider's own page."""
    stage.alice.deliver("INBOX", [make_message(number) for number in range(5)])
    adding = stage.begin_adding(type_)
    dialog = adding.signing_in.dialog
    assert dialog is not None
    stage.wait_page(dialog)
    assert dialog.view is not None
    stage.facts["host"] = dialog.host.text()
    stage.facts["off_the_record"] = dialog.view.profile.isOffTheRecord()
    stage.facts["user_agent"] = dialog.view.profile.httpUserAgent()
    stage.facts["offer"] = dialog.offer.isVisible()
    stage.take("page", dialog)
    stage.consent(dialog, user=ALICE)
    stage.wait(lambda: adding.signing_in.dialog is None, "the sign-in window to close itself")
    stage.finish_adding(adding)
    settings = stage.mailbox.settings
    stage.facts["mailbox"] = [settings.name, settings.address, settings.user, settings.auth]
    stage.facts["saved"] = stage.desk.count_messages()
    stage.facts["outcome"] = str(stage.mailbox.last_outcome)


def end_tokens_in(stage: Stage) -> Callable[..., Any]:
    """A `Desk.sync` in whose run all access tokens end as soon as messages come, before the line is cut."""
    sync = stage.desk.sync

    def run(names: Any, *, on_event: Callable[[object], None], **more: Any) -> Any:
        def tell(event: object) -> None:
            if isinstance(event, PhaseChanged) and event.phase == "messages":
                stage.oidc.state.expire_access_tokens()
            on_event(event)

        return sync(names, on_event=tell, **more)

    return run


def whole(stage: Stage) -> None:
    """Added; tokens end in mid-run; renewal rotates; consent revoked; signed in again from the banner."""
    stage.enable("google")
    add(stage, "google")
    name = stage.mailbox.name
    stage.alice.deliver("INBOX", [make_message(number, 60_000) for number in range(5, 45)])
    line = stage.line(1_000_000)
    stage.desk.change_mailbox(name, port=line.port)

    stage.desk.sync = end_tokens_in(stage)  # type: ignore[method-assign]
    before = set(stage.oidc.state.refresh_tokens)
    stage.sync()
    del stage.desk.sync
    stage.facts["after_expiry"] = [str(stage.mailbox.last_outcome), stage.desk.count_messages(), line.connections]
    stage.facts["renewals"] = stage.oidc.requests["token refresh_token"]
    stage.facts["rotated"] = not before & set(stage.oidc.state.refresh_tokens)
    stage.oidc.state.expire_access_tokens()
    stage.sync()
    stage.facts["after_rotation"] = str(stage.mailbox.last_outcome)

    stage.oidc.state.revoke_all(ALICE)
    stage.alice.deliver("INBOX", [make_message(99)])
    stage.sync()
    stage.wait(lambda: stage.window.banners.texts(), "the banner")
    stage.facts["banner"] = stage.window.banners.texts()
    stage.facts["revoked"] = [str(stage.mailbox.last_outcome), stage.mailbox.last_error]
    before_run = stage.mailbox.last_run_at
    stage.conductor.alarms.on_banner(name, "sign_in")
    dialog = stage.window.mailbox_actions.signing_in.open_[name]
    stage.consent(dialog)
    stage.wait(lambda: not stage.window.mailbox_actions.signing_in.open_, "the window to close itself")
    stage.wait_sync(lambda: stage.mailbox.last_run_at != before_run)
    stage.wait(lambda: not stage.window.banners.texts(), "the banner to go")
    stage.facts["at_last"] = [str(stage.mailbox.last_outcome), stage.desk.count_messages()]
    stage.facts["leaks"] = stage.find_leaks()


def refused(stage: Stage) -> None:
    """The provider refuses embedded views; its offer leads to the browser and back."""
    stage.oidc.refuse_embedded = True
    stage.enable("google")
    browser = Browser(stage.oidc)
    adding = stage.begin_adding()
    dialog = adding.signing_in.dialog
    assert dialog is not None
    stage.wait(dialog.offer.isVisible, "the offer")
    stage.facts["offer"] = dialog.offer_text.text()
    stage.facts["always_there"] = dialog.browser.isVisible()
    stage.take("refused", dialog)
    dialog.offer_button.click()
    stage.wait(lambda: adding.signing_in.dialog is None, "the sign-in window to close itself")
    stage.finish_adding(adding)
    stage.facts["outcome"] = str(stage.mailbox.last_outcome)
    stage.wait(lambda: browser.pages, "the browser's last page")
    to_loopback = "redirect_uri=http%3A%2F%2F127.0.0.1" in browser.opened[0]
    stage.facts["browser"] = [len(browser.opened), browser.pages, to_loopback]
    stage.facts["leaks"] = stage.find_leaks()
    browser.close()


def trouble(stage: Stage) -> None:
    """Declined, another address, the window closed, a page that wants too much, a page in clear text."""
    stage.enable("google")
    adding = stage.begin_adding(address=ALICE)
    dialog = adding.signing_in.dialog
    assert dialog is not None
    stage.consent(dialog, "deny")
    stage.wait(lambda: dialog.wait.again.isVisible(), "the sentence")
    stage.facts["declined"] = dialog.wait.title.text()
    dialog.wait.again.click()
    stage.consent(dialog, user="bob@example.org")
    stage.wait(dialog.wait.accept.isVisible, "the question")
    stage.facts["somebody_else"] = [dialog.wait.title.text(), dialog.wait.text.text(), dialog.wait.accept.text()]
    stage.take("somebody-else", dialog)
    dialog.wait.again.click()
    _ask_too_much(stage, dialog)
    _mislead(stage, dialog)
    dialog.reject()
    stage.wait(lambda: adding.signing_in.dialog is None, "the window to close")
    stage.facts["stored"] = sorted(path.name for path in (stage.desk.data_dir / "tokens").glob("*.tokens"))
    adding.reject()
    stage.facts["mailboxes"] = len(stage.desk.load_mailboxes())
    stage.facts["downloads"] = [str(path) for path in Path.home().rglob("*.bin")]


def _ask_too_much(stage: Stage, dialog: SignInDialog) -> None:
    stage.wait_page(dialog)
    assert dialog.view is not None
    answers: list[str] = []
    stage.script(
        dialog, "window.said = 'nothing';"
        "navigator.geolocation.getCurrentPosition(() => window.said = 'yes', e => window.said = 'denied ' + e.code);"
        "const a = document.createElement('a'); a.href = 'data:application/octet-stream,x'; a.download = 'x.bin';"
        "document.body.append(a); a.click();"
    )  # fmt: skip
    stage.rest(0.5)
    dialog.view.page.runJavaScript("window.said", 0, answers.append)
    stage.wait(lambda: answers, "the page's answer")
    stage.facts["permission"] = answers[0]
    gate = dialog.view.gate
    stage.script(dialog, "fetch('http://127.0.0.1:9/imapdesk?code=stolen').catch(() => 0)")
    stage.wait(lambda: gate.blocked, "the gate to block")
    stage.facts["blocked"] = list(gate.blocked)
    stage.script(dialog, "location.href = 'http://example.org/page'")
    stage.wait(lambda: dialog.wait.again.isVisible(), "the sentence")
    stage.facts["clear_text"] = dialog.wait.title.text()


def _mislead(stage: Stage, dialog: SignInDialog) -> None:
    """Answers that are none of ours; and a page that opens another window, by a real click."""
    for name, url in (
        ("stray", "http://127.0.0.1:12345/other?code=x&state=y"),
        ("wrong_state", "http://127.0.0.1:9/imapdesk?code=x&state=wrong"),
    ):
        dialog.wait.again.click()
        stage.wait_page(dialog)
        stage.script(dialog, f"location.href = '{url}'")
        stage.wait(lambda: dialog.wait.again.isVisible(), "the sentence")
        stage.facts[name] = dialog.wait.title.text()
    dialog.wait.again.click()
    stage.wait_page(dialog)
    assert dialog.view is not None
    stage.script(
        dialog, "document.body.innerHTML = '<a id=x target=_blank style=\"position:fixed;inset:0\" href=\"'"
        " + location.href.replace('login_hint=', 'other=1&login_hint=') + '\">another window</a>'"
    )  # fmt: skip
    stage.rest(0.3)
    windows = len(stage.app.topLevelWidgets())
    inner = dialog.view.view.focusProxy()
    assert inner is not None
    QTest.mouseClick(inner, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(100, 100))
    stage.wait(lambda: dialog.view and "other=1" in dialog.view.page.url().toString(), "the same view to go there")
    stage.facts["windows"] = len(stage.app.topLevelWidgets()) - windows


def untrusted(stage: Stage) -> None:
    """A provider that the system does not know, and no certificate file in the settings."""
    stage.enable("google")
    stage.desk.save_integration("google", {"ca_file": ""})
    adding = stage.begin_adding()
    dialog = adding.signing_in.dialog
    assert dialog is not None
    stage.wait(dialog.wait.again.isVisible, "the sentence")
    stage.facts["untrusted"] = dialog.wait.title.text()
    stage.facts["seen_by_provider"] = stage.oidc.requests["GET authorize"]
    adding.reject()


def no_engine(stage: Stage) -> None:
    """Where the engine can't start the browser is used at once."""
    sys.modules["PySide6.QtWebEngineWidgets"] = None  # type: ignore[assignment]  # as where its package is missing
    browser = Browser(stage.oidc)
    stage.enable("google")
    adding = stage.begin_adding(address=ALICE)
    stage.wait(lambda: adding.signing_in.dialog is None, "the sign-in window to close itself")
    stage.finish_adding(adding)
    stage.facts["outcome"] = str(stage.mailbox.last_outcome)
    stage.facts["browser"] = len(browser.opened)
    browser.close()


SCENARIOS: dict[str, Callable[[Stage], None]] = {
    one.__name__: one for one in (whole, microsoft, example, refused, trouble, untrusted, no_engine)
}


def main() -> None:
    """Run one scenario."""
    name, folder = sys.argv[1:3]
    if name == "example":
        install_example(Path(folder))
    stage = Stage(Path(folder) / "stage", make_app())
    code = 0
    try:
        SCENARIOS[name](stage)
    except BaseException:
        traceback.print_exc()
        for number, widget in enumerate(stage.app.topLevelWidgets()):
            if widget.isVisible():
                widget.grab().save(str(Path(folder) / f"failed-{number}.png"))
        code = 1
    finally:
        stage.close()
    print(json.dumps(stage.facts))  # noqa: T201
    sys.stdout.flush()
    os._exit(code)  # the web engine's own threads end with the process


if __name__ == "__main__":
    main()
