"""Raw messages as they lie in the store. Pure: bytes in, bytes out."""
