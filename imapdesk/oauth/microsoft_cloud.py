"""Microsoft's clouds and the addresses within them.

learn.microsoft.com: "National clouds" and "Authenticate an IMAP connection using OAuth", read 2026-11.
"""

from __future__ import annotations

from dataclasses import dataclass

IMAP_SCOPE = "IMAP.AccessAsUser.All"


@dataclass(frozen=True, slots=True)
class Cloud:
    """One cloud: where people sign in, what the permission is called, and the mail servers."""

    label: str
    login: str
    resource: str
    imap_host: str

    @property
    def scopes(self) -> tuple[str, ...]:
        """What is asked for; msal adds openid, profile and offline_access itself and refuses to be given them.

        Not SMTP.Send: an organisation would have to allow that this program sends mail as anybody who signs in.
        """
        return (f"{self.resource}/{IMAP_SCOPE}",)


CLOUDS = {
    "global": Cloud(
        "Global",
        "https://login.microsoftonline.com",
        "https://outlook.office.com",
        "outlook.office365.com",
    ),
    "us-government": Cloud(
        "US government",
        "https://login.microsoftonline.us",
        "https://outlook.office365.us",
        "outlook.office365.us",
    ),
    "china": Cloud(
        "China (21Vianet)",
        "https://login.partner.microsoftonline.cn",
        "https://partner.outlook.cn",
        "partner.outlook.cn",
    ),
}


def covers_imap(scopes: frozenset[str]) -> bool:
    """Whether the granted scopes let us read mail; the resource is spelt in several ways. Pure."""
    return any(scope.rsplit("/", 1)[-1].casefold() == IMAP_SCOPE.casefold() for scope in scopes)
