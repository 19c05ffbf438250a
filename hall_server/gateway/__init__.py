"""Websockets in and out: connections, fan-out, slow readers."""
