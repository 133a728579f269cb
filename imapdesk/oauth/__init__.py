"""Signing in with OAuth 2.0: what a third party's package builds on, and what the desk uses.

``OAuthProvider`` talks to a vendor, ``OAuthManager`` describes it to the program; docs/oauth-plugins.md leads through a
package of one's own. Importing this loads no vendor's library.
"""

from imapdesk.oauth.idtoken import check_claims, describe_user, read_claims
from imapdesk.oauth.interfaces import OAuthManager, OAuthProvider
from imapdesk.oauth.pkce import make_challenge, make_state, make_verifier
from imapdesk.oauth.refusals import SignInReason, describe_refusal, make_sign_in_required
from imapdesk.oauth.transport import make_session, read_json, translated
from imapdesk.oauth.values import (
    AuthMode,
    Authorization,
    CheckResult,
    DeviceCode,
    Field,
    FieldKind,
    IntegrationSettings,
    PopupHints,
    ServerDefaults,
    Tokens,
    UserInfo,
    Verdict,
)

__all__ = [
    "AuthMode",
    "Authorization",
    "CheckResult",
    "DeviceCode",
    "Field",
    "FieldKind",
    "IntegrationSettings",
    "OAuthManager",
    "OAuthProvider",
    "PopupHints",
    "ServerDefaults",
    "SignInReason",
    "Tokens",
    "UserInfo",
    "Verdict",
    "check_claims",
    "describe_refusal",
    "describe_user",
    "make_challenge",
    "make_session",
    "make_sign_in_required",
    "make_state",
    "make_verifier",
    "read_claims",
    "read_json",
    "translated",
]
