"""Anyone's provider: packages are found by entry point, used like the built-in ones, and never stop the program."""

from __future__ import annotations

import importlib
import logging
import shutil
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from imapdesk.errors import SignInRequired
from imapdesk.oauth.interfaces import OAuthManager
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.registry import GROUP, load_registry
from imapdesk.oauth.values import CheckResult, IntegrationSettings, Verdict
from tests.oauth.person import ALICE, World, make_values, make_world
from tests.plugins.installing import PACKAGE, run_pip
from tests.servers.oidc import OidcServer


def test_an_installed_package_appears_and_disappears_after_uninstalling(installed: Path) -> None:
    registry = load_registry()
    assert list(registry.managers)[:2] == ["google", "microsoft"]
    assert registry.get("example").label == "Example Mail"
    assert not registry.problems
    run_pip("--python", str(installed), "uninstall", "-q", "-y", PACKAGE)
    importlib.invalidate_caches()
    assert list(load_registry().managers) == ["google", "microsoft"]


def test_the_package_brings_its_servers_forms_and_popup(installed: Path, oidc: OidcServer) -> None:
    manager = load_registry().get("example")
    fields = manager.get_settings_fields()
    assert [each.name for each in fields] == ["issuer", "client_id", "region", "ca_file"]
    assert fields[0].find_fault("http://x") == "Example Mail's address begins with https://."
    assert fields[2].find_fault("moon")
    assert [each.label for each in manager.get_mailbox_fields()] == ["Department"]


def make_example_world(oidc: OidcServer, tmp_path: Path, secrets_dir: Path) -> World:
    oidc.add_client("customer-7")
    values = {"issuer": oidc.issuer, "client_id": "customer-7", "ca_file": oidc.ca_file}
    return make_world("example", oidc, tmp_path / "data", secrets_dir, values)


def test_a_third_partys_mailbox_goes_the_whole_way(
    installed: Path, oidc: OidcServer, tmp_path: Path, secrets_dir: Path
) -> None:
    world = make_example_world(oidc, tmp_path, secrets_dir)
    integration = world.signins.integrations.load("example")
    assert integration.manager.get_server_defaults(integration.settings).imap_host == "imap.eu.example.net"
    assert integration.manager.get_popup_hints(integration.settings).width == 600
    world.sign_in()
    old = world.token()
    assert world.token(rejected=old) != old
    oidc.state.revoke_all(ALICE)
    with pytest.raises(SignInRequired, match="Example Mail no longer accepts") as caught:
        world.token(rejected=world.token())
    assert caught.value.reason == SignInReason.REVOKED
    wrong = world.signins.integrations.save("example", {"client_id": "customer-8"})
    assert not wrong.enabled
    check = world.signins.integrations.enable("example").check
    assert check is not None
    assert check.verdict is Verdict.WRONG


def test_when_its_package_is_gone_a_mailbox_says_so_and_the_others_go_on(
    installed: Path, oidc: OidcServer, tmp_path: Path, secrets_dir: Path
) -> None:
    world = make_example_world(oidc, tmp_path, secrets_dir)
    world.sign_in()
    world.signins.integrations.save("google", make_values("google", oidc))
    shutil.rmtree(installed)
    importlib.invalidate_caches()
    later = world.reopen()
    with pytest.raises(SignInRequired) as caught:
        later.get_access_token(world.mailbox)
    assert caught.value.reason == SignInReason.UNKNOWN_TYPE
    assert later.integrations.enable("google").enabled


class Doubler(OAuthManager):
    """Claims a built-in type."""

    type = "google"
    label = "Not Google"
    get_server_defaults = get_settings_fields = make_provider = check_connection = None  # type: ignore[assignment]


class Aliaser(Doubler):
    """Claims a built-in type's other name."""

    type = "mine"
    aliases = ("gmail",)


class Password(Doubler):
    """Claims the word for mailboxes without OAuth."""

    type = "password"


class Half(OAuthManager):
    """Lacks methods, so that it can't be made."""

    type = "half"
    label = "Half"


class Exiter:
    """Ends the program when it is made."""

    def __init__(self) -> None:
        raise SystemExit(3)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("nowhere.at_all:Manager", "ModuleNotFoundError"),
        ("imapdesk.mail:Nobody", "AttributeError"),
        ("imapdesk.mail:Mailbox", "TypeError"),
        ("tests.oauth.test_plugins:Half", "TypeError"),
        ("tests.oauth.test_plugins:Exiter", "SystemExit"),
        ("builtins:dict", "not an OAuthManager"),
        ("tests.oauth.test_plugins:Doubler", "“google” is there already"),
        ("tests.oauth.test_plugins:Aliaser", "“gmail” is there already"),
        ("tests.oauth.test_plugins:Password", "not a lower-case word"),
    ],
)
def test_a_package_that_cannot_be_used_is_named_and_stops_nothing(
    value: str, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        registry = load_registry([EntryPoint("broken", value, GROUP)])
    assert list(registry.managers) == ["google", "microsoft"]
    assert registry.get("google").label == "Gmail"
    (problem,) = registry.problems
    assert problem.entry == "broken"
    assert words in problem.sentence + problem.details
    assert "broken" in caplog.text


def test_damaged_metadata_of_any_package_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "broken-1.0.dist-info"
    broken.mkdir()
    (broken / "METADATA").write_text("Name: broken\nVersion: 1.0\n")
    (broken / "entry_points.txt").write_text(f"[{GROUP}\nthis is = no entry = point\n[[[")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert list(load_registry().managers)[:2] == ["google", "microsoft"]


def test_a_check_that_breaks_means_that_nothing_was_checked(
    installed: Path, oidc: OidcServer, tmp_path: Path, secrets_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_example_world(oidc, tmp_path, secrets_dir)

    def check(self: OAuthManager, settings: IntegrationSettings) -> CheckResult:
        raise ValueError(f"secret text {settings}")

    monkeypatch.setattr(type(world.signins.registry.get("example")), "check_connection", check)
    result = world.signins.integrations.test("example").check
    assert result is not None
    assert result.verdict is Verdict.UNCHECKED
    assert "secret" not in result.sentence + result.details
