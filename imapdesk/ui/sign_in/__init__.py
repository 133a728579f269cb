"""The sign-in window and everything around a provider's page."""
