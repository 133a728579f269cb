"""What a server says, taken apart: tokens, responses, sets of UIDs, folder names. Pure."""
