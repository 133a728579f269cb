"""A Dovecot that asks the tests' OpenID provider whether an access token is good (RFC 7662)."""

from __future__ import annotations

import shutil

from tests.servers.dovecot import DovecotServer
from tests.servers.oidc import OidcServer


def accept_tokens_of(server: DovecotServer, oidc: OidcServer) -> None:
    """Let the server take XOAUTH2 and OAUTHBEARER (RFC 7628) besides passwords; call it before ``start``."""
    authority = server.root / "oauth-ca.pem"  # pytest's folders are closed to Dovecot's own users
    shutil.copyfile(oidc.ca_file, authority)
    config = server.root / "oauth2.conf.ext"
    config.write_text(
        f"introspection_mode = post\n"
        f"introspection_url = {oidc.url('introspect')}\n"
        f"force_introspection = yes\n"
        f"username_attribute = username\n"
        f"active_attribute = active\n"
        f"active_value = true\n"
        f"tls_ca_cert_file = {authority}\n"
        f"timeout_msecs = 5000\n"
    )
    for path in (authority, config):
        path.chmod(0o644)
    server.settings += f"""
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {config}
}}
"""
