"""All of signing in behind one object: what the desk keeps for the window, the command line and the synchroniser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from imapdesk.accounts.credentials import AccessToken
from imapdesk.accounts.secrets import SecretStore
from imapdesk.errors import SettingsRefused
from imapdesk.mail import MailboxSettings
from imapdesk.oauth import device
from imapdesk.oauth.integrations import Integrations, SettingsPlace
from imapdesk.oauth.loopback import LoopbackListener
from imapdesk.oauth.registry import load_registry
from imapdesk.oauth.signin import PendingSignIn, begin
from imapdesk.oauth.source import TokenSource
from imapdesk.oauth.tokens import TokenStore
from imapdesk.oauth.values import DeviceCode, Tokens


class SignIns:
    """The installed types, their settings, the saved sign-ins, and the three roads to a new one."""

    def __init__(self, data_dir: Path, place: SettingsPlace, secrets: SecretStore) -> None:
        self.registry = load_registry()
        self.integrations = Integrations(place, secrets, self.registry)
        self.store = TokenStore(data_dir, secrets)
        self.source = TokenSource(self.store, self.integrations)

    def get_access_token(self, mailbox: MailboxSettings, *, rejected: str | None = None) -> AccessToken:
        """See `TokenSource.get_access_token`."""
        return self.source.get_access_token(mailbox, rejected=rejected)

    def begin(self, type_: str, address: str, redirect_uri: str = "") -> PendingSignIn:
        """Start a sign-in for the embedded view, or for a redirect address of one's own. May ask the network.

        Raises SignInRequired when the type is switched off or gone, and what `signin.begin` raises.
        """
        integration = self.integrations.get_enabled(type_)
        hints = integration.manager.get_popup_hints(integration.settings)
        return begin(integration.make_provider(), address, redirect_uri or hints.embedded_redirect)

    def sign_in_with_browser(
        self,
        type_: str,
        address: str,
        open_browser: Callable[[str], bool],
        *,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> tuple[PendingSignIn, Tokens]:
        """The whole road through the system's browser; blocks until the person has finished there.

        ``open_browser`` gets the address and says whether it could open it. Raises SettingsRefused when it couldn't,
        and what the listener and `PendingSignIn.finish` raise.
        """
        integration = self.integrations.get_enabled(type_)
        hints = integration.manager.get_popup_hints(integration.settings)
        with LoopbackListener(hints.loopback_redirect) as listener:
            pending = begin(integration.make_provider(), address, listener.redirect_uri)
            if not open_browser(pending.url):
                raise SettingsRefused("No web browser could be opened.", field="auth")
            answer = listener.wait(should_stop=should_stop)
        return pending, pending.finish(answer)

    def start_device_code(self, type_: str) -> DeviceCode:
        """The code to show to the person. Raises SettingsRefused where the type has no such road."""
        return self.integrations.get_enabled(type_).make_provider().start_device_code()

    def wait_for_device_code(
        self, type_: str, code: DeviceCode, *, should_stop: Callable[[], bool] = lambda: False
    ) -> Tokens:
        """Block until the person has typed the code in."""
        provider = self.integrations.get_enabled(type_).make_provider()
        return device.wait_for_tokens(provider, code, should_stop=should_stop)

    def save(self, mailbox: MailboxSettings, tokens: Tokens) -> None:
        """Keep what a finished sign-in gave, for this mailbox."""
        self.source.save(mailbox, tokens)
