"""One sans-I/O driver a device family: bytes and the time in, facts out; intents in, bytes out."""
