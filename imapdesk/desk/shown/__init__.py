"""What the desk makes of saved mail and of settings for whoever shows or saves them, mostly pure."""
