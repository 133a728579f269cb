"""The parts of a message, and which of them are the message itself."""
