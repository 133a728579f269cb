"""A certificate authority for the tests' TLS servers."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True, slots=True)
class TestAuthority:
    """A CA of the tests' own; ``ca_file`` is what a mailbox names to trust it."""

    __test__ = False

    ca: trustme.CA
    ca_file: Path
    folder: Path

    @classmethod
    def create(cls, folder: Path) -> TestAuthority:
        """Make a new authority whose files lie in ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        ca = trustme.CA(organization_name="imapdesk tests")
        ca_file = folder / "ca.pem"
        ca.cert_pem.write_to_path(str(ca_file))
        return cls(ca, ca_file, folder)

    def issue(self, *names: str) -> tuple[Path, Path]:
        """A certificate for these host names or addresses; returns its chain and key files."""
        leaf = self.ca.issue_cert(
            *(names or ("localhost", "127.0.0.1", "::1")), common_name=(names or ("localhost",))[0]
        )
        stem = "-".join(names or ("localhost",)).replace(":", "_").replace("*", "any")
        chain, key = self.folder / f"{stem}.crt", self.folder / f"{stem}.key"
        chain.write_bytes(b"".join(each.bytes() for each in leaf.cert_chain_pems))
        leaf.private_key_pem.write_to_path(str(key))
        return chain, key

    def server_context(self, *names: str) -> ssl.SSLContext:
        """A TLS context for a server of these names."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.ca.issue_cert(*(names or ("localhost", "127.0.0.1", "::1"))).configure_cert(context)
        return context

    def client_context(self) -> ssl.SSLContext:
        """A TLS context that trusts only this authority."""
        return ssl.create_default_context(cafile=str(self.ca_file))
