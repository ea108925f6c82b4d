"""Signing in and out; with `Line`, all that speaks to the shared database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from booking.bootstrap.line import Line
from booking.bootstrap.reach import CA_FILE, Keep, address_of, credentials, keep_password
from booking.cache import folders
from booking.cache.folders import DeskFacts
from booking.credentials import Kept
from booking.errors import AuthError, EnvironmentProblem, UserError
from booking.files import from_os
from booking.paths import Paths
from booking.shared.accounts import Invitation
from booking.shared.connect import connect
from booking.shared.doors import Hello, Known
from booking.shared.gateway import PgGateway

__all__ = ["Invitation", "Keep", "Line", "SignedIn", "sign_in", "sign_out"]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who signed in, and where the password is kept (SESSION: nowhere beyond this program)."""

    facts: DeskFacts
    hello: Hello
    kept: Kept


def sign_in(
    paths: Paths,
    invitation: Invitation,
    password: str,
    keep: Keep,
    *,
    given_up: Callable[[], bool] = lambda: False,
) -> SignedIn:
    """Prove a login against its shared database and make its desk the current one.

    Whoever was signed in here before is signed out: his cache is wiped, his outbox stays.

    Args:
        paths: places in the data directory.
        invitation: where, and as whom.
        password: proves the login; only a proof of it travels.
        keep: where it is to be kept.
        given_up: asked once the server has answered and before anything here is changed.

    Raises:
        UserError: "given_up".
        AuthError: "wrong_password", "login_disabled", "unknown_person".
        Unavailable: nobody answers.
        EnvironmentProblem: not our database, too old, not to be trusted, or the disk.
    """
    server = f"{invitation.host}:{invitation.port}/{invitation.database}"
    if not all(port.isdecimal() for port in invitation.port.split(",")):
        raise EnvironmentProblem("bad_url", f"{server} is not an address of a shared database.")
    facts = DeskFacts(
        paths.desks / folders.folder_name(server, invitation.login),
        server,
        invitation.login,
        {
            "host": invitation.host,
            "port": invitation.port,
            "database": invitation.database,
            "zone": invitation.zone,
            "ca": bool(invitation.ca),
            "keep": keep.value,
        },
    )
    hello = _prove(facts, invitation.ca, password)
    if given_up():
        raise UserError("given_up")
    _leave(paths, facts)
    known = folders.sign_in(paths, server, facts.login, {**facts.facts, "zone": hello.zone})
    kept = keep_password(paths, known, password) or Kept.SESSION
    return SignedIn(known, hello, kept)


def sign_out(paths: Paths) -> int:
    """Wipe the current person's cache and forget the password; returns how many acts wait.

    The outbox stays; only a later sign-in with the same login sends it.

    Raises:
        AuthError: "not_signed_in".
        EnvironmentProblem: the files cannot be changed.
        Unavailable: a sync round of another process does not end; signing out again finishes it.
    """
    facts = folders.last(paths)
    if facts is None:
        raise AuthError("not_signed_in", "Nobody is signed in in this data directory.")
    waiting = folders.sign_out(paths)
    credentials(paths, facts).forget(facts.server, facts.login)
    return waiting


def _prove(facts: DeskFacts, ca: str, password: str) -> Hello:
    """Return what the server says to this login; its certificate is kept once it has proved it."""
    place = facts.folder / CA_FILE
    part = place.with_name(f"{CA_FILE}.part")
    address = replace(address_of(facts), ca=str(part) if ca else "")
    gateway = PgGateway(lambda: connect(address, password))
    try:
        facts.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if ca:
            part.write_text(ca, encoding="utf-8")
        try:
            hello = gateway.hello(Known())
            if hello.login != facts.login:
                raise AuthError("unknown_person", f"The server knows this login as {hello.login}.")
            if ca:
                part.replace(place)
        finally:
            gateway.close()
            part.unlink(missing_ok=True)
    except OSError as error:
        raise from_os(error, facts.folder) from error
    return hello


def _leave(paths: Paths, facts: DeskFacts) -> None:
    """Sign out whoever was here before; of the same person forget only the password."""
    try:
        before = folders.last(paths)
    except EnvironmentProblem as problem:
        if problem.code != "damaged":
            raise
        folders.forget_all(paths)
        return
    if before is None:
        return
    if before.folder != facts.folder:
        sign_out(paths)
    elif before.facts.get("keep") != facts.facts.get("keep"):
        credentials(paths, before).forget(before.server, before.login)
