"""Microsoft's own road: an authority of cloud and tenant, whose issuer differs from tenant to tenant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from imapdesk.errors import SettingsRefused, SignInRequired
from imapdesk.oauth.microsoft_cloud import CLOUDS, Cloud, covers_imap
from imapdesk.oauth.microsoft_provider import MicrosoftProvider
from imapdesk.oauth.refusals import SignInReason
from imapdesk.oauth.signin import begin
from tests.oauth.person import ALICE, CLIENT_IDS, CLIENT_SECRET, press
from tests.servers.oidc import OidcServer

TENANT = "aaaa1111-bbbb-2222-cccc-333344445555"


@pytest.fixture
def make_provider(oidc: OidcServer) -> Callable[..., MicrosoftProvider]:
    """A cloud whose sign-in pages are the tests' provider."""
    place = f"https://localhost:{oidc.port}"
    cloud = Cloud("Test", place, "https://outlook.office.com", "imap.example.org")
    oidc.state.tells_issuer = False
    oidc.state.issuer = f"{place}/{{tenantid}}/v2.0"
    oidc.state.token_issuer = f"{place}/{TENANT}/v2.0"

    def make(tenant: str = "example") -> MicrosoftProvider:
        return MicrosoftProvider(
            CLIENT_IDS["microsoft"], CLIENT_SECRET, tenant=tenant, cloud=cloud, ca_file=oidc.ca_file
        )

    return make


def test_a_person_of_any_tenant_signs_in_and_the_tokens_are_renewed(
    oidc: OidcServer, make_provider: Callable[..., MicrosoftProvider]
) -> None:
    pending = begin(make_provider(), ALICE, "http://localhost")
    tokens = pending.finish(press(oidc, pending.url))
    assert tokens.user.address == ALICE
    renewed = make_provider().refresh_tokens(tokens)
    assert renewed.access_token != tokens.access_token
    assert renewed.user == tokens.user
    assert make_provider().check_client().right


def test_an_issuer_is_one_tenants_of_this_cloud(
    oidc: OidcServer, make_provider: Callable[..., MicrosoftProvider]
) -> None:
    provider, place = make_provider(), f"https://localhost:{oidc.port}"
    assert provider.accepts_issuer(f"{place}/{TENANT}/v2.0")
    for wrong in ("", place, f"{place}//v2.0", f"{place}/a/b/v2.0", f"https://evil.example.com/{TENANT}/v2.0"):
        assert not provider.accepts_issuer(wrong), wrong


def test_an_id_token_of_another_cloud_is_refused(
    oidc: OidcServer, make_provider: Callable[..., MicrosoftProvider]
) -> None:
    oidc.state.token_issuer = f"https://login.example.net/{TENANT}/v2.0"
    pending = begin(make_provider(), ALICE, "http://localhost")
    with pytest.raises(SignInRequired) as caught:
        pending.finish(press(oidc, pending.url))
    assert caught.value.reason == SignInReason.WRONG_ISSUER


def test_a_tenant_that_does_not_exist_is_a_setting_to_correct(make_provider: Callable[..., MicrosoftProvider]) -> None:
    with pytest.raises(SettingsRefused) as caught:
        begin(make_provider("nobody.example.org"), ALICE, "http://localhost")
    assert caught.value.field == "tenant"


def test_each_cloud_has_its_own_servers_and_one_permission_to_read_mail_and_none_to_send_it() -> None:
    assert CLOUDS["global"].scopes == ("https://outlook.office.com/IMAP.AccessAsUser.All",)
    assert len({cloud.login for cloud in CLOUDS.values()}) == len(CLOUDS)
    assert covers_imap(frozenset({"openid", "https://outlook.office365.com/imap.accessasuser.all"}))
    assert not covers_imap(frozenset({"openid", "https://graph.microsoft.com/Mail.Read"}))
