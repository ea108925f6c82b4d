"""Wait for a time, for a call from another thread, or for a socket, whichever comes first.

An `Event` cannot wait for a socket, and a socket cannot be woken by a thread; a pair of sockets
joins the two, on Windows as well.
"""

from __future__ import annotations

import selectors
import socket
from contextlib import suppress
from typing import Final

from booking.shared.doors import Bells

CHUNK: Final = 4096


class Waker:
    """Wakes one waiting thread. `wake` may be called from any thread, and after `close`."""

    def __init__(self) -> None:
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)

    def wake(self) -> None:
        """End the present `wait`, or the next one at once."""
        # A full buffer already holds a call; a closed socket has nobody to wake.
        with suppress(OSError):
            self._theirs.send(b"\0")

    def wait(self, seconds: float | None, bells: Bells | None = None) -> tuple[bool, bool]:
        """Wait for at most `seconds` (None: no bound); returns (was called, bells are ready)."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._ours, selectors.EVENT_READ)
            if bells is not None:
                selector.register(bells.fileno(), selectors.EVENT_READ)
            ready = {key.fileobj for key, _ in selector.select(seconds)}
        called = self._ours in ready
        while called:
            try:
                if len(self._ours.recv(CHUNK)) < CHUNK:
                    break
            except BlockingIOError:
                break
        return called, bool(ready - {self._ours})

    def close(self) -> None:
        """Free the sockets."""
        self._ours.close()
        self._theirs.close()
