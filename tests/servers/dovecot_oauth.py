"""A Dovecot that asks the tests' OpenID provider whether an access token is good (RFC 7662)."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.servers.dovecot import DovecotServer, dovecot_version
from tests.servers.oidc import OidcServer


def accept_tokens_of(server: DovecotServer, oidc: OidcServer) -> None:
    """Let the server take XOAUTH2 and OAUTHBEARER (RFC 7628) besides passwords; call it before ``start``."""
    authority = server.root / "oauth-ca.pem"  # pytest's folders are closed to Dovecot's own users
    shutil.copyfile(oidc.ca_file, authority)
    authority.chmod(0o644)
    common = {
        "introspection_mode": "post",
        "introspection_url": oidc.url("introspect"),
        "force_introspection": "yes",
        "username_attribute": "username",
        "active_attribute": "active",
        "active_value": "true",
    }
    make = _dialect_2_4 if dovecot_version() >= (2, 4) else _dialect_2_3
    server.settings += "\nauth_mechanisms = plain login xoauth2 oauthbearer\n" + make(server, common, authority)


def _lines(settings: dict[str, str]) -> str:
    return "".join(f"  {name} = {value}\n" for name, value in settings.items())


def _dialect_2_3(server: DovecotServer, settings: dict[str, str], authority: Path) -> str:
    config = server.root / "oauth2.conf.ext"
    config.write_text(_lines({**settings, "tls_ca_cert_file": str(authority), "timeout_msecs": "60000"}))
    config.chmod(0o644)
    return f"passdb {{\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n  args = {config}\n}}\n"


def _dialect_2_4(server: DovecotServer, settings: dict[str, str], authority: Path) -> str:
    filter_ = "passdb oauth2 {\n  mechanisms_filter = xoauth2 oauthbearer\n}\n"
    return f"oauth2 {{\n{_lines({**settings, 'ssl_client_ca_file': str(authority)})}}}\n{filter_}"
