"""What a provider's customer must know before a mail program can sign in."""

from __future__ import annotations

from enum import StrEnum


class Hint(StrEnum):
    """The words that ``providers.toml`` may use."""

    NONE = ""
    APP_PASSWORD = "app_password"
    IMAP_OFF = "imap_off"
    MAIL_PASSWORD = "mail_password"
    OAUTH_ONLY = "oauth_only"
    PAID = "paid"
    BRIDGE = "bridge"
    NO_IMAP = "no_imap"


_SENTENCES = {
    Hint.NONE: "",
    Hint.APP_PASSWORD: "{provider} wants an app password here. You create it in your account's settings there.",
    Hint.IMAP_OFF: "IMAP may have to be switched on in the settings of {provider} first.",
    Hint.MAIL_PASSWORD: "{provider} wants its own e-mail password here, not the one of your account.",
    Hint.OAUTH_ONLY: "{provider} takes no passwords from programs. You sign in on its own page.",
    Hint.PAID: "{provider} offers IMAP to paying customers only.",
    Hint.BRIDGE: "{provider} needs its bridge program running on this computer; use the password that it shows.",
    Hint.NO_IMAP: "{provider} offers no IMAP, so no other program can read mail there.",
}


def describe_hint(hint: Hint, provider: str) -> str:
    """The hint in a sentence for the person; empty when there is none."""
    return _SENTENCES[hint].format(provider=provider)
