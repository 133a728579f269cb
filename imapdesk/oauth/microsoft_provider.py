"""Microsoft's identity platform through msal; imported only when it is used."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from imapdesk.errors import ProtocolError, SettingsRefused, SignInRequired
from imapdesk.mail import utc_now
from imapdesk.oauth.hygiene import quieten_libraries, scrub
from imapdesk.oauth.idtoken import check_claims, describe_user
from imapdesk.oauth.interfaces import OAuthProvider
from imapdesk.oauth.microsoft_check import check_microsoft_client, fetch_discovery
from imapdesk.oauth.microsoft_cloud import CLOUDS, Cloud, covers_imap
from imapdesk.oauth.refusals import SignInReason, describe_refusal, make_sign_in_required
from imapdesk.oauth.transport import demand_sense, make_session, read_json, read_lifetime, translated
from imapdesk.oauth.values import Authorization, CheckResult, DeviceCode, Tokens, UserInfo

if TYPE_CHECKING:
    import msal

LABEL = "Microsoft"


class MicrosoftProvider(OAuthProvider):
    """Microsoft's authorisation server for one client: a confidential one when it has a secret, else a public one."""

    label = LABEL

    def __init__(
        self,
        client_id: str,
        client_secret: str = "",
        *,
        tenant: str = "common",
        cloud: Cloud = CLOUDS["global"],
        oidc_authority: str = "",
        ca_file: str | None = None,
        lifetime: timedelta = timedelta(hours=1),
    ) -> None:
        self._client_id = client_id
        self._client_secret = client_secret
        self._scopes = list(cloud.scopes)
        self._authority = oidc_authority.rstrip("/") or f"{cloud.login}/{tenant}"
        self._is_oidc = bool(oidc_authority)
        self._ca_file = ca_file
        self._lifetime = lifetime
        self._discovery: dict[str, Any] = {}

    def __repr__(self) -> str:
        return f"MicrosoftProvider({self._client_id!r}, {self._authority!r})"

    def accepts_issuer(self, issuer: str) -> bool:
        pattern = str(self._discover().get("issuer", ""))
        before, placeholder, after = pattern.partition("{tenantid}")  # what common, organizations, consumers have
        if not placeholder:
            return bool(pattern) and issuer == pattern
        tenant = issuer.removeprefix(before).removesuffix(after)
        return issuer == f"{before}{tenant}{after}" and bool(tenant) and "/" not in tenant

    def demands_issuer(self) -> bool:
        return bool(self._discover().get("authorization_response_iss_parameter_supported"))

    def make_authorization(self, redirect_uri: str, login_hint: str = "") -> Authorization:
        # msal 1.39 advises form_post, which neither an embedded view nor a loopback listener can take; PKCE protects
        # the code in the query. Not catch_warnings: that would change every other thread's filters for a while.
        warnings.filterwarnings("ignore", message="response_mode='form_post' is recommended", module="msal")
        with self._application() as (app, _cache):
            flow = app.initiate_auth_code_flow(self._scopes, redirect_uri=redirect_uri, login_hint=login_hint or None)
        return Authorization(flow["auth_uri"], flow["state"], redirect_uri, flow)

    def fetch_tokens(self, authorization: Authorization, code: str) -> Tokens:
        flow = dict(authorization.memo)
        secrets = (code, str(flow.get("code_verifier", "")), authorization.state)
        with self._application(secrets=secrets) as (app, cache):
            try:
                answer = app.acquire_token_by_auth_code_flow(flow, {"code": code, "state": authorization.state})
            except RuntimeError:  # msal 1.39: the nonce is another sign-in's; its text quotes both
                raise SignInRequired(
                    "The sign-in answer belongs to another sign-in.", reason=SignInReason.WRONG_STATE
                ) from None
            return self._make_tokens(answer, cache, secrets)

    def refresh_tokens(self, tokens: Tokens) -> Tokens:
        secrets = (tokens.refresh_token, tokens.access_token)
        with self._application(tokens.memo, secrets) as (app, cache):
            accounts = app.get_accounts()
            answer = app.acquire_token_silent_with_error(
                self._scopes, accounts[0] if accounts else None, force_refresh=True
            )
            if answer is None:
                raise make_sign_in_required(SignInReason.REVOKED, LABEL, "no refresh token")
            return self._make_tokens(answer, cache, secrets, tokens)

    def fetch_user_info(self, tokens: Tokens) -> UserInfo:
        """From the id token, or where the authority has a user-info endpoint that takes this token, from there.

        Microsoft's own takes tokens for Graph only, so its refusal means that nothing is known.
        """
        endpoint = self._discover().get("userinfo_endpoint")
        if tokens.user.address or not endpoint:
            return tokens.user
        with make_session(self._ca_file) as session, translated(LABEL, tokens.access_token):
            response = session.get(str(endpoint), headers={"Authorization": f"Bearer {tokens.access_token}"})
            return tokens.user if response.status_code in (401, 403) else describe_user(read_json(response, LABEL))

    def start_device_code(self) -> DeviceCode:
        if self._client_secret:
            raise SettingsRefused("A device code needs a client without a secret.", field="client_secret")
        with self._application() as (app, _cache):
            flow = app.initiate_device_flow(self._scopes)
            if "user_code" not in flow:
                raise _describe_error(flow, ())
            return DeviceCode(
                user_code=flow["user_code"],
                verification_uri=str(flow.get("verification_uri") or flow.get("verification_url")),
                expires_at=datetime.fromtimestamp(float(flow["expires_at"]), UTC),
                interval_s=float(flow.get("interval", 5)),
                memo=flow,
            )

    def poll_device_code(self, device_code: DeviceCode) -> Tokens | None:
        flow = device_code.memo
        secrets = (str(flow["device_code"]), device_code.user_code)
        with self._application(secrets=secrets) as (app, cache):
            answer = app.acquire_token_by_device_flow(flow, exit_condition=lambda _flow: True)
            if answer.get("error") in ("authorization_pending", "slow_down"):
                return None
            return self._make_tokens(answer, cache, secrets)

    def check_client(self) -> CheckResult:
        """Whether Microsoft knows the tenant and the client, and accepts the secret. Never raises for what it does."""
        return check_microsoft_client(
            self._client_id, self._client_secret, self._discovery_url, self._scopes, self._ca_file
        )

    @property
    def _discovery_url(self) -> str:
        return f"{self._authority}{'' if self._is_oidc else '/v2.0'}/.well-known/openid-configuration"

    def _discover(self) -> Mapping[str, Any]:
        if not self._discovery:
            self._discovery = fetch_discovery(self._discovery_url, self._ca_file)
        return self._discovery

    @contextmanager
    def _application(
        self, memo: str = "", secrets: tuple[str, ...] = ()
    ) -> Iterator[tuple[Any, msal.SerializableTokenCache]]:
        """An msal client with its own cache, and every error of msal's turned into one of ours."""
        import msal

        secrets = (*secrets, self._client_secret)
        cache = msal.SerializableTokenCache()
        if memo:
            cache.deserialize(memo)
        place = {"oidc_authority": self._authority} if self._is_oidc else {"authority": self._authority}
        maker = msal.ConfidentialClientApplication if self._client_secret else msal.PublicClientApplication
        self._discover()  # says what is wrong with the tenant; msal's own error is a page of advice
        with make_session(self._ca_file) as session, translated(LABEL, *secrets):
            quieten_libraries()
            demand_sense(session, LABEL)
            try:
                yield (
                    maker(
                        self._client_id,
                        client_credential=self._client_secret or None,
                        token_cache=cache,
                        http_client=session,
                        instance_discovery=False,  # or each renewal asks login.microsoftonline.com for aliases
                        **place,
                    ),
                    cache,
                )
            except ValueError as error:
                details = scrub(f"{type(error).__name__}: {error}", *secrets)
                raise ProtocolError(f"{LABEL} gave an answer that can't be read.", details=details) from None

    def _make_tokens(
        self,
        answer: Mapping[str, Any],
        cache: msal.SerializableTokenCache,
        secrets: tuple[str, ...],
        old: Tokens | None = None,
    ) -> Tokens:
        if "access_token" not in answer:
            raise _describe_error(answer, (*secrets, self._client_secret))
        scopes = frozenset(str(answer.get("scope") or " ".join(self._scopes)).split())
        if not covers_imap(scopes):
            raise make_sign_in_required(SignInReason.SCOPE_MISSING, LABEL, f"granted: {' '.join(sorted(scopes))}")
        claims = answer.get("id_token_claims")
        if old is None and not claims:
            raise ProtocolError(f"{LABEL} sent no id token.")
        if claims:
            check_claims(
                claims,
                label=LABEL,
                client_id=self._client_id,
                accepts_issuer=self.accepts_issuer,
                nonce=None,  # msal compared it, for it alone knows what it was made from
                now=utc_now(),
            )
        return Tokens(
            access_token=str(answer["access_token"]),
            expires_at=utc_now() + read_lifetime(answer, self._lifetime),
            refresh_token=str(answer.get("refresh_token") or (old.refresh_token if old else "")),
            scopes=scopes,
            user=describe_user(claims) if claims and old is None else (old.user if old else UserInfo()),
            memo=cache.serialize(),
        )


def _describe_error(answer: Mapping[str, Any], secrets: tuple[str, ...]) -> Exception:
    error, description = str(answer.get("error", "")), str(answer.get("error_description", ""))
    return describe_refusal(error, description, LABEL, secrets)
