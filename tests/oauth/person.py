"""A person at a browser, and the program's two built-in types turned towards the tests' provider."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from imapdesk.accounts.secrets import SecretStore
from imapdesk.mail import MailboxSettings
from imapdesk.oauth.service import SignIns
from tests.servers.oidc import PASSWORD, OidcServer

MASTER = {"IMAPDESK_MASTER_PASSWORD": "master of the tests", "IMAPDESK_KEYRING": "vault"}
CLIENT_IDS = {"google": "123-abc.apps.example.com", "microsoft": "11112222-3333-4444-5555-666677778888"}
CLIENT_SECRET = "s3cret/with+odd=signs"
ALICE = "alice@example.org"


class Drawer:
    """Settings kept in memory, as the store keeps them in its table."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}

    def get_setting(self, key: str, default: Any = None) -> Any:
        return self.values.get(key, default)

    def set_setting(self, key: str, value: Any) -> None:
        self.values[key] = value


def press(oidc: OidcServer, url: str, *, user: str = ALICE, password: str = PASSWORD, allow: bool = True) -> str:
    """Open the sign-in page, fill it in, press a button; the address that the browser is sent to."""
    with requests.Session() as browser:
        browser.trust_env, browser.verify = False, oidc.ca_file
        page = browser.get(url)
        assert page.status_code == 200, page.text
        form = {"user": user, "password": password, "decision": "allow" if allow else "deny"}
        answer = browser.post(url, data=form, allow_redirects=False)
        assert answer.status_code == 302
        return answer.headers["Location"]


def make_values(type_: str, oidc: OidcServer, *, secret: bool = True) -> dict[str, str]:
    """What a person enters on Settings > Sign-in to use the tests' provider."""
    values = {"client_id": CLIENT_IDS[type_], "ca_file": oidc.ca_file}
    if secret:
        values["client_secret"] = CLIENT_SECRET
    if type_ == "google":
        places = {"auth_uri": "authorize", "token_uri": "token", "userinfo_uri": "userinfo"}
        return values | {name: oidc.url(end) for name, end in places.items()} | {"issuer": oidc.issuer}
    return values | {"oidc_authority": oidc.issuer}


def make_mailbox(type_: str, name: str = "Work", address: str = ALICE) -> MailboxSettings:
    """A mailbox that signs in by OAuth."""
    return MailboxSettings(name=name, address=address, host="imap.example.org", auth=type_)


@dataclass(slots=True)
class World:
    """A data directory with one type switched on, and the provider behind it."""

    type: str
    oidc: OidcServer
    data_dir: Path
    drawer: Drawer
    secrets_dir: Path
    signins: SignIns

    @property
    def mailbox(self) -> MailboxSettings:
        return make_mailbox(self.type)

    def reopen(self) -> SignIns:
        """The same data directory as another process sees it."""
        return make_signins(self.data_dir, self.drawer, self.secrets_dir)

    def sign_in(self, mailbox: MailboxSettings | None = None, user: str = ALICE) -> None:
        """The whole way: page, consent, tokens, saved."""
        mailbox = mailbox or self.mailbox
        pending = self.signins.begin(self.type, mailbox.address)
        self.signins.save(mailbox, pending.finish(press(self.oidc, pending.url, user=user)))

    def token(self, **options: Any) -> str:
        """What a connection would be given now."""
        return self.signins.get_access_token(self.mailbox, **options).token


@functools.cache
def open_secrets(secrets_dir: Path) -> SecretStore:
    """A vault file, opened once per test process: its key takes a while to derive, on purpose."""
    return SecretStore(secrets_dir, None, MASTER)


def make_signins(data_dir: Path, drawer: Drawer, secrets_dir: Path) -> SignIns:
    """All of signing in over a vault file."""
    return SignIns(data_dir, drawer, open_secrets(secrets_dir))


def make_world(
    type_: str, oidc: OidcServer, data_dir: Path, secrets_dir: Path, values: Mapping[str, str] | None = None
) -> World:
    """A world whose type has been set up and switched on."""
    drawer = Drawer()
    signins = make_signins(data_dir, drawer, secrets_dir)
    signins.integrations.save(type_, values or make_values(type_, oidc))
    enabled = signins.integrations.enable(type_)
    assert enabled.enabled, enabled.check
    return World(type_, oidc, data_dir, drawer, secrets_dir, signins)
