"""A tap on the server's socket: passes every byte on and keeps what the server sent."""

from __future__ import annotations

import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo


@dataclass
class Tap:
    """Connection string through the tap, and all that the server has said so far."""

    conninfo: str
    said: bytearray = field(default_factory=bytearray)


def _pass(source: socket.socket, target: socket.socket, copy: bytearray | None) -> None:
    try:
        while data := source.recv(65536):
            if copy is not None:
                copy += data
            target.sendall(data)
    except OSError:
        pass  # the other side has gone
    finally:
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue


@contextmanager
def tapped(conninfo: str) -> Iterator[Tap]:
    """Listen beside the server's socket; one connection. Nothing is encrypted on a local socket."""
    parts = conninfo_to_dict(conninfo)
    name = f".s.PGSQL.{parts['port']}"
    with (
        tempfile.TemporaryDirectory(prefix="loop-tap-") as place,
        socket.socket(socket.AF_UNIX) as listener,
        socket.socket(socket.AF_UNIX) as server,
    ):
        listener.bind(str(Path(place) / name))
        listener.listen(1)
        server.connect(str(Path(str(parts["host"])) / name))
        tap = Tap(make_conninfo(conninfo, host=place))
        threads: list[threading.Thread] = []

        def serve() -> None:
            client, _ = listener.accept()
            with client:
                back = threading.Thread(target=_pass, args=(server, client, tap.said))
                back.start()
                _pass(client, server, None)
                back.join()

        threads.append(threading.Thread(target=serve))
        threads[0].start()
        yield tap
        threads[0].join(30)
