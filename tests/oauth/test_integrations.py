"""Settings > Sign-in: values are checked, kept apart from their secrets, and asked about at the provider."""

from __future__ import annotations

from pathlib import Path

import pytest

from imapdesk.errors import NotFound, SettingsRefused, SignInRequired
from imapdesk.oauth.google_check import judge_answer as judge_google
from imapdesk.oauth.microsoft_check import judge_answer as judge_microsoft
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.service import SignIns
from imapdesk.oauth.values import Verdict
from tests.oauth.person import CLIENT_IDS, CLIENT_SECRET, Drawer, World, make_signins, make_values
from tests.servers.oidc import OidcServer

OTHER_ID = "99998888-7777-6666-5555-444433332222"


@pytest.fixture
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def signins(tmp_path: Path, secrets_dir: Path, drawer: Drawer) -> SignIns:
    """Nothing set up yet."""
    fresh = make_signins(tmp_path / "data", drawer, secrets_dir)
    for type_ in CLIENT_IDS:
        fresh.integrations.save(type_, {"client_secret": ""})
    drawer.values.clear()
    return fresh


@pytest.mark.parametrize("type_", CLIENT_IDS)
def test_right_values_switch_a_type_on(signins: SignIns, oidc: OidcServer, type_: str) -> None:
    saved = signins.integrations.save(type_, make_values(type_, oidc))
    assert not saved.enabled
    enabled = signins.integrations.enable(type_)
    assert enabled.enabled
    assert enabled.check is not None
    assert enabled.check.verdict is Verdict.RIGHT
    assert [each.type for each in signins.integrations.load_all() if each.enabled] == [type_]


@pytest.mark.parametrize("type_", CLIENT_IDS)
@pytest.mark.parametrize(("field", "value"), [("client_id", OTHER_ID), ("client_secret", "wrong")])
def test_a_wrong_id_or_secret_stays_off_and_is_named(
    signins: SignIns, oidc: OidcServer, type_: str, field: str, value: str
) -> None:
    signins.integrations.save(type_, {**make_values(type_, oidc), field: value})
    result = signins.integrations.enable(type_)
    assert not result.enabled
    assert result.check is not None
    assert result.check.verdict is Verdict.WRONG
    assert result.check.sentence.endswith(".")
    if type_ == "google" or field == "client_secret":
        assert result.check.field == field
    assert value not in result.check.details or field == "client_id"


def test_a_tenant_that_does_not_exist_is_named(signins: SignIns, oidc: OidcServer) -> None:
    values = {**make_values("microsoft", oidc), "oidc_authority": f"https://localhost:{oidc.port}/example/nobody"}
    signins.integrations.save("microsoft", values)
    check = signins.integrations.enable("microsoft").check
    assert check is not None
    assert (check.verdict, check.field) == (Verdict.WRONG, "tenant")


def test_a_public_client_is_checked_without_a_secret(signins: SignIns, oidc: OidcServer) -> None:
    oidc.add_client(CLIENT_IDS["microsoft"])
    signins.integrations.save("microsoft", make_values("microsoft", oidc, secret=False))
    assert signins.integrations.enable("microsoft").enabled
    assert oidc.requests["POST device"] == 1
    signins.integrations.save("microsoft", {"client_id": OTHER_ID})
    check = signins.integrations.test("microsoft").check
    assert check is not None
    assert (check.verdict, check.field) == (Verdict.WRONG, "client_id")


@pytest.mark.parametrize("type_", CLIENT_IDS)
def test_a_provider_that_cannot_be_reached_is_not_called_wrong(signins: SignIns, oidc: OidcServer, type_: str) -> None:
    signins.integrations.save(type_, make_values(type_, oidc))
    oidc.stop()
    result = signins.integrations.enable(type_)
    assert not result.enabled
    assert result.check is not None
    assert result.check.verdict is Verdict.UNCHECKED
    assert "couldn't be checked" in result.check.sentence


@pytest.mark.parametrize("type_", CLIENT_IDS)
def test_an_outage_leaves_a_type_on_that_is_on(signins: SignIns, oidc: OidcServer, type_: str) -> None:
    signins.integrations.save(type_, make_values(type_, oidc))
    signins.integrations.enable(type_)
    oidc.break_endpoint("token", 503)
    assert signins.integrations.enable(type_).enabled


def test_a_changed_binding_value_asks_for_a_new_sign_in(world: World) -> None:
    world.sign_in()
    world.oidc.add_client(OTHER_ID, "other secret".replace(" ", "-"))
    integrations = world.signins.integrations
    saved = integrations.save(world.type, {"client_id": OTHER_ID, "client_secret": "other-secret"})
    assert not saved.enabled
    assert reason(world) == SignInReason.DISABLED
    assert integrations.enable(world.type).enabled
    assert reason(world) == SignInReason.SETTINGS_CHANGED
    world.sign_in()
    assert world.token()


def test_a_changed_value_that_binds_nothing_leaves_everything_as_it_is(world: World, tmp_path: Path) -> None:
    world.sign_in()
    copy = tmp_path / "copy.pem"
    copy.write_bytes(Path(world.oidc.ca_file).read_bytes())
    assert world.signins.integrations.save(world.type, {"ca_file": str(copy)}).enabled
    assert world.token()


def test_switching_off_and_on_again_keeps_the_sign_in(world: World) -> None:
    world.sign_in()
    token = world.token()
    world.signins.integrations.disable(world.type)
    with pytest.raises(SignInRequired, match="switched off") as caught:
        world.token()
    assert caught.value.reason == SignInReason.DISABLED
    world.signins.integrations.enable(world.type)
    assert world.token() == token


def test_secrets_are_not_among_the_settings(world: World) -> None:
    assert CLIENT_SECRET not in str(world.drawer.values)
    assert world.signins.integrations.load(world.type).settings.get("client_secret") == CLIENT_SECRET


@pytest.mark.parametrize(
    ("type_", "field", "value"),
    [
        ("microsoft", "client_id", "not a guid"),
        ("microsoft", "tenant", "not a tenant"),
        ("microsoft", "cloud", "moon"),
        ("microsoft", "oidc_authority", "http://example.com"),
        ("google", "client_id", "two words"),
        ("google", "ca_file", "/nowhere/at/all.pem"),
        ("google", "nobodys", "1"),
    ],
)
def test_a_value_that_cannot_be_right_is_refused_with_its_field(
    signins: SignIns, type_: str, field: str, value: str
) -> None:
    with pytest.raises(SettingsRefused) as caught:
        signins.integrations.save(type_, {field: value})
    assert caught.value.field == field


def test_an_empty_required_field_is_named_before_anybody_is_asked(signins: SignIns) -> None:
    with pytest.raises(SettingsRefused, match="Client id is missing") as caught:
        signins.integrations.enable("google")
    assert caught.value.field == "client_id"


def test_types_have_aliases_and_unknown_ones_are_named(signins: SignIns) -> None:
    assert signins.integrations.load("gmail").type == "google"
    assert signins.integrations.load("Outlook").type == "microsoft"
    with pytest.raises(NotFound, match="google, microsoft"):
        signins.integrations.load("nobodys")


def test_googles_file_fills_the_form(signins: SignIns) -> None:
    manager = signins.registry.get("google")
    text = '{"installed": {"client_id": "a.b", "client_secret": "c", "auth_uri": "https://x.example/a"}}'
    assert manager.read_settings_file(text) == {
        "client_id": "a.b",
        "client_secret": "c",
        "auth_uri": "https://x.example/a",
    }
    for wrong in ("", "[]", '{"web": {}}', '{"installed": {"client_id": "only"}}'):
        with pytest.raises(SettingsRefused):
            manager.read_settings_file(wrong)
    with pytest.raises(SettingsRefused):
        signins.registry.get("microsoft").read_settings_file(text)


def test_the_server_defaults_are_the_vendors(signins: SignIns) -> None:
    def defaults(type_: str, **values: str) -> tuple[object, ...]:
        if values:
            signins.integrations.save(type_, values)
        integration = signins.integrations.load(type_)
        found = integration.manager.get_server_defaults(integration.settings)
        imap = (found.imap_host, found.imap_port, str(found.imap_security))
        return (*imap, found.smtp_host, found.smtp_port, str(found.smtp_security))

    assert defaults("google") == ("imap.gmail.com", 993, "ssl", "smtp.gmail.com", 465, "ssl")
    assert defaults("microsoft") == ("outlook.office365.com", 993, "ssl", "", 465, "ssl")
    assert defaults("microsoft", cloud="us-government")[0] == "outlook.office365.us"


@pytest.mark.parametrize(
    ("answer", "verdict", "field"),
    [
        ({"error": "invalid_grant", "error_description": "Malformed auth code."}, Verdict.RIGHT, ""),
        ({"error": "invalid_client", "error_description": "Client was not found."}, Verdict.WRONG, "client_id"),
        ({"error": "invalid_client", "error_description": "Unauthorized"}, Verdict.WRONG, "client_secret"),
        ({"error": "invalid_request", "error_description": "client_secret missing."}, Verdict.WRONG, "client_secret"),
        ({"error": "unauthorized_client"}, Verdict.WRONG, "client_id"),
        ({"error": "redirect_uri_mismatch"}, Verdict.WRONG, "client_id"),
        ({"error": "something_new"}, Verdict.UNCHECKED, ""),
        ({}, Verdict.UNCHECKED, ""),
    ],
)
def test_googles_answers_are_judged(answer: dict[str, str], verdict: Verdict, field: str) -> None:
    result = judge_google(answer)
    assert (result.verdict, result.field) == (verdict, field)


@pytest.mark.parametrize(
    ("error", "description", "verdict", "field"),
    [
        ("invalid_grant", "AADSTS9002313: Invalid request. Request is malformed.", Verdict.RIGHT, ""),
        ("unauthorized_client", "AADSTS700016: Application not found.", Verdict.WRONG, "client_id"),
        ("invalid_client", "AADSTS7000215: Invalid client secret.", Verdict.WRONG, "client_secret"),
        ("invalid_client", "AADSTS7000222: expired.", Verdict.WRONG, "client_secret"),
        ("invalid_client", "AADSTS7000218: no secret.", Verdict.WRONG, "client_secret"),
        ("invalid_request", "AADSTS90002: Tenant not found.", Verdict.WRONG, "tenant"),
        ("invalid_request", "AADSTS50194: not multi-tenant.", Verdict.WRONG, "tenant"),
        ("invalid_client", "", Verdict.WRONG, "client_secret"),
        ("invalid_request", "AADSTS900144: something else", Verdict.UNCHECKED, ""),
    ],
)
def test_microsofts_answers_are_judged(error: str, description: str, verdict: Verdict, field: str) -> None:
    result = judge_microsoft({"error": error, "error_description": description}, OTHER_ID)
    assert (result.verdict, result.field) == (verdict, field)


def reason(world: World) -> str:
    problem = world.signins.source.find_problem(world.mailbox)
    assert problem is not None
    return problem.reason
