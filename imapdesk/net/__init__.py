"""The way out of this computer: TCP, the proxy before it, and whom TLS trusts; the same for every protocol."""
