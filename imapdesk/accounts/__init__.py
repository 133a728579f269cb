"""Mailbox settings, people and roles, secrets, credentials and the discovery of server settings."""
