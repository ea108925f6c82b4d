"""Over a network the server must prove who it is: real TLS (PgBouncer's), real certificates.

Every address of 127.0.0.0/8 is this machine's, but only 127.0.0.1 counts as one that cannot leave
it; so 127.0.0.2 stands for a server in the network here.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from booking.shared.accounts import Invitation
from tests.e2e.commands import Said, ask, call, done
from tests.shared.pooler import Certificate, pooler
from tests.zones import PASSWORD, Zone, at, iso, open_day

SERVER = "127.0.0.2"
ELSEWHERE = "127.0.0.3"
SSL_REQUEST = bytes.fromhex("0000000804d2162f")
NO_HANDSHAKE = bytes.fromhex("15030100020228")


class Authority:
    """A certificate authority in a folder.

    Attributes:
        certificate: its own, as PEM text.
    """

    def __init__(self, folder: Path) -> None:
        if shutil.which("openssl") is None:
            pytest.skip("openssl is not installed: apt install openssl")
        self._folder = folder
        folder.mkdir()
        self._openssl("req", "-x509", *_key("ca"), "-out", "ca.pem", "-subj", "/CN=Sample CA")
        self.certificate = (folder / "ca.pem").read_text("utf-8")

    def issue(self, address: str, *, days: int = 2) -> Certificate:
        """Return a certificate for a server at an address; with 0 days it has expired."""
        (self._folder / "extensions").write_text(f"subjectAltName=IP:{address}\n")
        self._openssl("req", *_key("server"), "-out", "server.csr", "-subj", f"/CN={address}")
        sign = ("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key")
        more = ("-extfile", "extensions", "-days", str(days), "-out", "server.pem")
        self._openssl(*sign, "-CAcreateserial", *more)
        return Certificate(self._folder / "server.pem", self._folder / "server.key")

    def _openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self._folder, check=True, capture_output=True)


def _key(name: str) -> tuple[str, ...]:
    curve = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    return (*curve, "-keyout", f"{name}.key")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """The one that the server's certificate comes from."""
    return Authority(tmp_path / "authority")


@dataclass(frozen=True)
class Guest:
    """A person with an invitation who has not signed in yet."""

    zone: Zone
    top: Path

    @property
    def data(self) -> Path:
        """His data directory."""
        return self.top / "data"

    def words(self, host: str, port: int, ca: str) -> tuple[str, ...]:
        """Return the words of `sign-in` with an invitation to that address."""
        login = self.zone.logins["photon.one"]
        path, secret = self.top / "mine.invitation", self.top / "password.txt"
        path.write_text(Invitation(host, str(port), self.zone.database, login, "", ca).as_text())
        secret.write_text(PASSWORD)
        keep = ("--password-file", str(secret), "--keep-password", "file")
        return ("sign-in", str(path), *keep)

    def is_refused(self, words: tuple[str, ...], code: str) -> None:
        """See that signing in ends with one plain sentence, that code, and 3."""
        said: Said = call(self.data, *words)
        assert (said.code, said.out, len(said.err.splitlines())) == (3, "", 1), said
        assert "Traceback" not in said.err
        assert ask(self.data, *words)["code"] == code
        assert ask(self.data, "whoami")["code"] == "not_signed_in"


@pytest.fixture
def guest(zone: Zone, tmp_path: Path) -> Guest:
    """Somebody invited."""
    return Guest(zone, tmp_path)


def test_with_the_invitations_authority_everything_works(
    guest: Guest, authority: Authority, tmp_path: Path
) -> None:
    certificate = authority.issue(SERVER)
    with pooler(guest.zone, host=SERVER, tls=certificate) as front:
        words = guest.words(SERVER, front.port, authority.certificate)
        assert done(guest.data, *words)["pulled"] == "done"
        day = open_day()
        times = ("--from", iso(at(day, 10)), "--to", iso(at(day, 11)))
        booked = done(guest.data, "book", "--resource", "JO-1F-MR01", "--title", "Talk", *times)
        assert booked["act"]["state"] == "confirmed"
    # The same server in the same place with another authority's certificate is another server.
    other = Authority(tmp_path / "other")
    changed = pooler(guest.zone, host=SERVER, tls=other.issue(SERVER))
    with changed as front:
        words = guest.words(SERVER, front.port, authority.certificate)
        guest_again = Guest(guest.zone, tmp_path / "again")
        guest_again.top.mkdir()
        guest_again.is_refused(words, "untrusted")


def test_a_server_that_cannot_prove_itself(
    guest: Guest, authority: Authority, tmp_path: Path
) -> None:
    stranger = Authority(tmp_path / "stranger")
    certificate = authority.issue(SERVER)
    with pooler(guest.zone, host=SERVER, tls=certificate) as front:
        for ca in (stranger.certificate, "", "no certificate at all"):
            guest.is_refused(guest.words(SERVER, front.port, ca), "untrusted")
    with pooler(guest.zone, host=ELSEWHERE, tls=certificate) as front:
        words = guest.words(ELSEWHERE, front.port, authority.certificate)
        guest.is_refused(words, "untrusted")  # a certificate of another host
    expired = authority.issue(SERVER, days=0)
    with pooler(guest.zone, host=SERVER, tls=expired) as front:
        words = guest.words(SERVER, front.port, authority.certificate)
        guest.is_refused(words, "untrusted")


def test_a_server_without_tls(guest: Guest, authority: Authority, tmp_path: Path) -> None:
    with pooler(guest.zone, host=SERVER) as front:
        guest.is_refused(guest.words(SERVER, front.port, authority.certificate), "no_tls")
        guest.is_refused(guest.words(SERVER, front.port, ""), "no_tls")


def test_a_desktop_sends_nothing_more_once_tls_is_gone(
    guest: Guest, authority: Authority, tmp_path: Path
) -> None:
    certificate = authority.issue(SERVER)
    with pooler(guest.zone, host=SERVER, tls=certificate) as front:
        done(guest.data, *guest.words(SERVER, front.port, authority.certificate))
    with listening(front.port, b"N") as heard:
        day = open_day()
        times = ("--from", iso(at(day, 10)), "--to", iso(at(day, 11)))
        booked = ask(guest.data, "book", "--resource", "JO-1F-MR01", "--title", "Secret", *times)
        assert (booked["exit"], booked["reason"]) == (5, "no_tls")
        refused = ask(guest.data, "sync")
        assert (refused["exit"], refused["code"]) == (3, "no_tls")
    assert set(heard.connections) == {SSL_REQUEST}


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (b"N", "no_tls"),
        (b"E" + bytes([0, 0, 0, 20]) + b"SFATAL\0C53300\0\0\0", "offline"),
        (b"H", "not_ours"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "not_ours"),
        (b"S", "untrusted"),
        (b"", "offline"),
    ],
)
def test_nothing_is_sent_in_plain_text(
    guest: Guest, authority: Authority, answer: bytes, code: str
) -> None:
    with listening(0, answer) as heard:
        words = guest.words(SERVER, heard.port, authority.certificate)
        guest.is_refused(words, code)
    assert len(heard.connections) == 2
    login = guest.zone.logins["photon.one"].encode()
    for sent in heard.connections:
        assert sent.startswith(SSL_REQUEST)
        # Behind it there may be the first message of TLS, which names nobody.
        assert answer[:1] == b"S" or sent == SSL_REQUEST
        assert login not in sent
        assert guest.zone.database.encode() not in sent


@dataclass
class Heard:
    """What a server that answers the first request in its own way was sent.

    Attributes:
        connections: all the bytes of each connection.
    """

    port: int
    connections: list[bytes] = field(default_factory=list)


@contextmanager
def listening(port: int, answer: bytes) -> Iterator[Heard]:
    """Answer each connection's first bytes with these, and note what comes until it is closed.

    To "S", yes, the client begins with TLS, which is then refused.
    """
    try:
        server = socket.create_server((SERVER, port))
    except OSError:
        pytest.skip(f"this machine has no address {SERVER}")
    heard = Heard(server.getsockname()[1])

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                got = connection.recv(4096)
                connection.sendall(answer)
                if answer == b"S":
                    got += connection.recv(4096)
                    connection.sendall(NO_HANDSHAKE)
                if not answer:
                    connection.shutdown(socket.SHUT_RDWR)
                try:
                    while more := connection.recv(4096):
                        got += more
                except ConnectionError:
                    pass
            heard.connections.append(got)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield heard
    finally:
        server.shutdown(socket.SHUT_RDWR)
        server.close()
        thread.join(30)
