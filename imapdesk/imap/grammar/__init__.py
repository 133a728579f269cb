"""What a server says, taken apart: tokens, responses, folder names. Pure."""
