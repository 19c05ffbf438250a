"""The language spoken in the hall: bytes and messages, no parliament, no sockets."""
