"""Pictures of signing in, on the tests' provider with all three types switched on, one of them an installed package."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
import venv
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.ui.settings.dialog import SettingsDialog
from tests.oauth.person import ALICE, MASTER, make_values
from tests.plugins.installing import run_pip
from tests.ui.sign_in.stage import Stage

if TYPE_CHECKING:
    from tests.ui.pictures.studio import Studio

SOURCE = Path(__file__).resolve().parents[2] / "plugins" / "example_oauth"


def install_example(folder: Path) -> None:
    """The example package, by pip, where this process looks for packages."""
    source, environment = folder / "source", folder / "environment"
    shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("__pycache__"))
    venv.create(environment)
    run_pip("wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index", "-w", str(folder), str(source))
    (wheel,) = folder.glob("*.whl")
    run_pip("--python", str(environment), "install", "-q", "--no-deps", "--no-index", str(wheel))
    sys.path.insert(0, sysconfig.get_path("purelib", "venv", {"base": str(environment)}))


def take_sign_in(studio: Studio, place: Path) -> None:
    """Settings > Sign-in, the dialog with four account types, the sign-in window in its states."""
    os.environ.update(MASTER)
    install_example(place)
    stage = Stage(place / "stage", studio.app, studio.theme)
    stage.oidc.add_client("customer-7")
    example = {"issuer": stage.oidc.issuer, "client_id": "customer-7", "ca_file": stage.oidc.ca_file}
    values = {"google": make_values("google", stage.oidc), "microsoft": make_values("microsoft", stage.oidc)}
    _take_settings(studio, stage)
    for type_, each in (values | {"example": example}).items():
        stage.desk.save_integration(type_, each)
        assert stage.desk.enable_integration(type_).enabled
    stage.window.mailbox_actions.add()
    dialog = stage.window.mailbox_actions._adding
    assert dialog is not None
    stage.wait(dialog.address_page.types.isVisible, "the account types")
    studio.take(dialog, "21-account-types")
    dialog.address_page.address.setText("alice@gmail.com")
    stage.wait(lambda: dialog.address_page.types.chosen is not None, "Gmail to be recognised")
    studio.take(dialog, "21-gmail-recognised")
    dialog.address_page.types.buttons["example"].click()
    dialog.address_page.address.setText(ALICE)
    studio.take(dialog, "22-account-type-with-a-field")
    dialog.reject()
    _take_window(studio, stage)
    stage.close()


def _take_settings(studio: Studio, stage: Stage) -> None:
    """Before any value is real: Google's form as it is filled in, with what the provider says to it."""
    stage.conductor.open_settings()
    dialog = stage.window.findChild(SettingsDialog)
    assert dialog is not None
    dialog.resize(860, 700)
    dialog.names.setCurrentRow(dialog.pages.indexOf(dialog.sign_in))
    stage.wait(lambda: "google" in dialog.sign_in.cards, "the cards")
    studio.take(dialog, "20-settings-sign-in")
    card = dialog.sign_in.cards["google"]
    card.form.fill(make_values("google", stage.oidc) | {"client_secret": "wrong"})
    card.form._advanced.hide()
    card.switch.click()
    stage.wait(lambda: card.switch.isEnabled(), "the provider's word")
    studio.take(dialog, "20-settings-sign-in-wrong")
    card.form.fill(make_values("google", stage.oidc))
    card.switch.click()
    stage.wait(card.switch.isEnabled, "the provider's word")
    studio.take(dialog, "20-settings-sign-in-right")
    dialog.sign_in.verticalScrollBar().setValue(dialog.sign_in.verticalScrollBar().maximum())
    studio.take(dialog, "20-settings-sign-in-below")
    dialog.accept()
    stage.rest(0.1)


def _take_window(studio: Studio, stage: Stage) -> None:
    adding = stage.begin_adding(address=ALICE)
    dialog = adding.signing_in.dialog
    assert dialog is not None
    stage.wait_page(dialog)
    studio.take(dialog, "23-sign-in-window")
    stage.consent(dialog, user="bob@example.org")
    stage.wait(dialog.wait.accept.isVisible, "the question")
    studio.take(dialog, "24-somebody-else")
    stage.oidc.refuse_embedded = True
    dialog.wait.again.click()
    stage.wait(dialog.offer.isVisible, "the offer")
    studio.take(dialog, "25-refusal-offer")
    dialog.wait.show_browser("Gmail")
    dialog._drop_view()
    dialog.browser.hide()
    studio.take(dialog, "26-browser")
    dialog.wait.show_code("BDWP-HQPK", "https://login.example.com/device")
    studio.take(dialog, "27-sign-in-by-code")
    dialog.reject()
    adding.reject()
