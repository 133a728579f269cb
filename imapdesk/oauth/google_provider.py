"""Google's authorisation server through google-auth-oauthlib and google-auth; imported only when it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from imapdesk.errors import ImapdeskError
from imapdesk.mail import utc_now
from imapdesk.oauth.google_check import check_google_client
from imapdesk.oauth.hygiene import quieten_libraries, scrub
from imapdesk.oauth.idtoken import check_claims, describe_user, read_claims
from imapdesk.oauth.interfaces import OAuthProvider
from imapdesk.oauth.pkce import make_state, make_verifier
from imapdesk.oauth.refusals import SignInReason, describe_refusal, make_sign_in_required
from imapdesk.oauth.transport import (
    demand_sense,
    equip_session,
    make_session,
    make_unreachable,
    read_json,
    read_lifetime,
    translated,
)
from imapdesk.oauth.values import Authorization, CheckResult, Tokens, UserInfo

if TYPE_CHECKING:
    from google_auth_oauthlib.flow import Flow

MAIL_SCOPE = "https://mail.google.com/"
SCOPES = ("openid", "email", MAIL_SCOPE)
LABEL = "Google"


@dataclass(frozen=True, slots=True)
class GoogleEndpoints:
    """Where Google answers (accounts.google.com/.well-known/openid-configuration, read 2026-11)."""

    auth_uri: str = "https://accounts.google.com/o/oauth2/v2/auth"
    token_uri: str = "https://oauth2.googleapis.com/token"
    userinfo_uri: str = "https://openidconnect.googleapis.com/v1/userinfo"
    issuer: str = "https://accounts.google.com"


class GoogleProvider(OAuthProvider):
    """Google's authorisation server for one client id."""

    label = LABEL

    def __init__(
        self,
        client_id: str,
        client_secret: str,
        *,
        endpoints: GoogleEndpoints = GoogleEndpoints(),
        ca_file: str | None = None,
        lifetime: timedelta = timedelta(hours=1),
    ) -> None:
        self._client_id = client_id
        self._client_secret = client_secret
        self._endpoints = endpoints
        self._ca_file = ca_file
        self._lifetime = lifetime

    def __repr__(self) -> str:
        return f"GoogleProvider({self._client_id!r})"

    def accepts_issuer(self, issuer: str) -> bool:
        # Google's id tokens may leave the scheme out (developers.google.com, "OpenID Connect", read 2026-11).
        return issuer in (self._endpoints.issuer, self._endpoints.issuer.removeprefix("https://"))

    def make_authorization(self, redirect_uri: str, login_hint: str = "") -> Authorization:
        memo = {"verifier": make_verifier(), "nonce": make_state()}
        flow = self._make_flow(redirect_uri, memo["verifier"])
        with flow.oauth2session:
            url, state = flow.authorization_url(
                state=make_state(),
                access_type="offline",
                prompt="consent",  # without it, a second sign-in brings no refresh token
                nonce=memo["nonce"],
                **({"login_hint": login_hint} if login_hint else {}),
            )
        return Authorization(url, state, redirect_uri, memo)

    def fetch_tokens(self, authorization: Authorization, code: str) -> Tokens:
        verifier = str(authorization.memo["verifier"])
        secrets = (code, verifier, self._client_secret, authorization.state)
        with translated(LABEL, *secrets):
            answer = self._exchange(authorization.redirect_uri, code, verifier, secrets)
        claims = read_claims(str(answer.get("id_token", "")))
        check_claims(
            claims,
            label=LABEL,
            client_id=self._client_id,
            accepts_issuer=self.accepts_issuer,
            nonce=str(authorization.memo["nonce"]),
            now=utc_now(),
        )
        return self._make_tokens(answer, describe_user(claims))

    def _exchange(self, redirect_uri: str, code: str, verifier: str, secrets: tuple[str, ...]) -> dict[str, Any]:
        """The token endpoint's answer, taken before oauthlib looks at it.

        oauthlib 4.0 takes any answer for a form when it isn't JSON, and raises a bare Warning when the granted scopes
        are spelt otherwise than asked ("email" comes back as an address).
        """
        answers: list[dict[str, Any]] = []

        def read_answer(response: Any) -> Any:
            answer = read_json(response, LABEL)
            if "error" in answer:
                raise describe_refusal(str(answer["error"]), str(answer.get("error_description", "")), LABEL, secrets)
            answers.append(answer)
            return response

        flow = self._make_flow(redirect_uri, verifier)
        with flow.oauth2session as session:
            demand_sense(session, LABEL)
            session.register_compliance_hook("access_token_response", read_answer)
            try:
                flow.fetch_token(code=code, include_client_id=True)  # the secret in the form, as Google documents it
            except Exception:  # oauthlib's opinion of an answer that was read above is of no interest
                if not answers:
                    raise
        return answers[0]

    def refresh_tokens(self, tokens: Tokens) -> Tokens:
        from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
        from google.auth.transport.requests import Request
        from google.oauth2.credentials import Credentials

        quieten_libraries()
        if not tokens.refresh_token:
            raise make_sign_in_required(SignInReason.REVOKED, LABEL, "no refresh token")
        secrets = (tokens.refresh_token, tokens.access_token, self._client_secret)
        credentials = Credentials(  # type: ignore[no-untyped-call]
            token=None,
            refresh_token=tokens.refresh_token,
            token_uri=self._endpoints.token_uri,
            client_id=self._client_id,
            client_secret=self._client_secret,
        )
        with make_session(self._ca_file) as session, translated(LABEL, *secrets):
            demand_sense(session, LABEL)
            try:
                credentials.refresh(Request(session))  # type: ignore[no-untyped-call]
            except TransportError as error:
                if error.__cause__ is not None:
                    raise error.__cause__ from None  # requests' own, for `translated`
                raise make_unreachable(LABEL, scrub(str(error), *secrets)) from None
            except RefreshError as error:
                raise _describe_refresh_error(error, secrets) from None
            except GoogleAuthError as error:
                raise make_unreachable(LABEL, scrub(str(error), *secrets)) from None
        expires = credentials.expiry
        return Tokens(
            access_token=str(credentials.token),
            expires_at=expires.replace(tzinfo=UTC) if expires else utc_now() + self._lifetime,
            refresh_token=str(credentials.refresh_token),
            scopes=tokens.scopes,
            user=tokens.user,
        )

    def fetch_user_info(self, tokens: Tokens) -> UserInfo:
        with make_session(self._ca_file) as session, translated(LABEL, tokens.access_token):
            response = session.get(
                self._endpoints.userinfo_uri, headers={"Authorization": f"Bearer {tokens.access_token}"}
            )
            if response.status_code in (401, 403):
                raise make_sign_in_required(SignInReason.REFUSED, LABEL, f"HTTP status {response.status_code}")
            return describe_user(read_json(response, LABEL))

    def check_client(self) -> CheckResult:
        """Whether Google knows the client id and accepts its secret. Never raises for what Google does."""
        return check_google_client(self._client_id, self._client_secret, self._endpoints.token_uri, self._ca_file)

    def _make_flow(self, redirect_uri: str, verifier: str) -> Flow:
        from google_auth_oauthlib.flow import Flow

        quieten_libraries()
        client = {
            "client_id": self._client_id,
            "client_secret": self._client_secret,
            "auth_uri": self._endpoints.auth_uri,
            "token_uri": self._endpoints.token_uri,
        }
        flow: Flow = Flow.from_client_config(
            {"installed": client}, SCOPES, redirect_uri=redirect_uri, code_verifier=verifier
        )
        equip_session(flow.oauth2session, self._ca_file)
        return flow

    def _make_tokens(self, answer: Mapping[str, Any], user: UserInfo) -> Tokens:
        scopes = frozenset(str(answer.get("scope") or " ".join(SCOPES)).split())
        if MAIL_SCOPE not in scopes:
            raise make_sign_in_required(SignInReason.SCOPE_MISSING, LABEL, f"granted: {' '.join(sorted(scopes))}")
        return Tokens(
            access_token=str(answer["access_token"]),
            expires_at=utc_now() + read_lifetime(answer, self._lifetime),
            refresh_token=str(answer.get("refresh_token", "")),
            scopes=scopes,
            user=user,
        )


def _describe_refresh_error(error: Exception, secrets: tuple[str, ...]) -> ImapdeskError:
    answer = next((argument for argument in error.args[1:] if isinstance(argument, dict)), None)
    if answer is None:  # no JSON: a proxy's or an overloaded server's page, or no refresh token at all
        return make_unreachable(LABEL, scrub(str(error), *secrets)[:500])
    return describe_refusal(str(answer.get("error", "")), str(answer.get("error_description", "")), LABEL, secrets)
