"""`whoami`."""

from __future__ import annotations

from booking.bootstrap import Desktop
from booking.cli import forms, times, words
from booking.cli.desk import with_desktop
from booking.cli.outcome import Context, Exit, Outcome, Subparsers, add_command


def register(commands: Subparsers) -> None:
    """Add the commands of this module."""
    add_command(commands, "whoami", with_desktop(_whoami), "who is signed in")


def _whoami(context: Context, desktop: Desktop) -> Outcome:
    del context
    facts = desktop.facts
    catalogue = desktop.local.catalogue()
    me = forms.person(desktop.finder.me(), catalogue)
    waiting = desktop.acts.waiting()
    as_of = desktop.local.as_of()
    body = {
        "person": me,
        "login": facts.login,
        "zone": facts.facts.get("zone", ""),
        "server": facts.server,
        "waiting": waiting,
        "as_of": times.stamp(as_of),
    }
    roles = [
        " ".join(str(part) for part in (role["role"], role["site"] or role["resource"]) if part)
        for role in me["roles"]
    ]
    lines = (
        f"{words.plain(me['name'])} of {me['tenant']}, login {facts.login}",
        f"Roles: {', '.join(roles) or 'member'}",
        f"Shared database: {facts.facts.get('zone', '')} at {facts.server}, "
        f"{words.as_of(as_of, catalogue)}",
        f"Waiting in the outbox: {waiting}",
    )
    return Outcome(Exit.DONE, lines, body)
