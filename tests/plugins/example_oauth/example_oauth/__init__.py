"""Example Mail for imapdesk: a package that a third party could have written, with no help from imapdesk's side."""

from example_oauth.manager import ExampleManager

__all__ = ["ExampleManager"]
