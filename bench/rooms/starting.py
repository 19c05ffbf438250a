"""What all servers beside the hall do at their start, so that none has an advantage."""

import gc
import os
import socket
import sys

from bench.crowd import raise_file_limit

backlog_connections = 4096
garbage_threshold = 50_000
"""As the hall's."""


def listening_socket() -> socket.socket:
    """Give a socket on a free port of this machine alone."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(backlog_connections)
    return listener


def say_ready(listener: socket.socket) -> None:
    """Set memory and limits as the hall does, and say the port."""
    raise_file_limit()
    gc.collect()
    gc.freeze()
    gc.set_threshold(garbage_threshold)
    os.write(sys.stdout.fileno(), b'{"port": %d}\n' % listener.getsockname()[1])
