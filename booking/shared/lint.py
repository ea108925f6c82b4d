"""What must hold of the functions, privileges and roles of a zone, read from the catalogues.

`doctor` calls it on a live database, the tests on a fresh one. It notices what a migration or an
administrator's quick fix would loosen without anybody seeing it.
"""

from __future__ import annotations

import re
from typing import Any, Final

import psycopg

OWNERS: Final = {
    "api": "loop_owner",
    "app": "loop_owner",
    "account": "loop_accounts",
    "guard": "loop_guard",
}
"""Our schemas and who owns everything in them."""

SETTINGS: Final = (
    'search_path=""',
    "timezone=utc",
    "datestyle=iso, ymd",
    "transform_null_equals=off",
    "lock_timeout=3s",
)
"""What every function that runs with its owner's rights fixes, whatever the caller has set."""

_NO_GRANT = "createrole_self_grant="
# Else the caller chooses whether loop_accounts may use the rights of those it makes.

DOORS: Final = frozenset(
    {
        "account.person_active",
        "account.person_add",
        "account.person_reset",
        "api.ask",
        "api.head",
        "api.hello",
        "api.pull_allocations",
        "api.pull_bookings",
        "api.pull_catalogue",
        "api.submit",
        "guard.unblock",
    }
)
"""All that a person may execute."""

_MEMBER_OF: Final = {
    "loop_owner": set[str](),
    "loop_accounts": {"loop_person"},
    "loop_guard": {"pg_signal_backend", "pg_read_all_stats"},
    "loop_person": set[str](),
}
_POWERS = ("superuser", "createrole", "createdb", "replication", "bypassrls", "login")

_FORBIDDEN = re.compile(
    r"\b(now\s*\(|(?:current_timestamp|current_date|current_time|localtime|localtimestamp"
    r"|transaction_timestamp|statement_timestamp|current_user|current_role)\b)",
    re.IGNORECASE,
)
_TRUNC = re.compile(r"\bdate_trunc\s*\(", re.IGNORECASE)
_ISOLATION = re.compile(r"\btransaction_isolation\b|\brequire_read_committed\s*\(")
_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_TEXT = re.compile(r"'(?:[^']|'')*'")

Row = tuple[Any, ...]


def lint(connection: psycopg.Connection[Any]) -> list[str]:
    """Return one line for each thing that is not as designed; an empty list is what one wants.

    Args:
        connection: an administrator's, to the zone's database; nothing is changed.
    """
    return [
        *_functions(connection),
        *_doors(connection),
        *_relations(connection),
        *_owners(connection),
        *_roles(connection),
    ]


def _rows(connection: psycopg.Connection[Any], query: str, *arguments: object) -> list[Row]:
    return connection.execute(query, arguments).fetchall()


def _functions(connection: psycopg.Connection[Any]) -> list[str]:
    found = []
    for name, definer, source, config in _rows(
        connection,
        "select p.oid::regprocedure::text, p.prosecdef,"
        " coalesce(p.prosrc, ''), coalesce(p.proconfig, '{}')"
        " from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname = any(%s) order by 1",
        list(OWNERS),
    ):
        found += [f"{name}: {word}" for word in _bad_words(source)]
        if definer:
            kept = {each.lower() for each in config}
            wanted = (*SETTINGS, _NO_GRANT) if name.startswith("account.") else SETTINGS
            found += [f"{name}: does not set {each}" for each in wanted if each not in kept]
    return found


def _bad_words(source: str) -> list[str]:
    """What in a function's text depends on the caller: his transaction's start, time zone, role."""
    code = _TEXT.sub("''", _COMMENT.sub(" ", source))
    found = [f"uses {match[1].rstrip('( ')}" for match in _FORBIDDEN.finditer(code)]
    for match in _TRUNC.finditer(code):
        if _arguments(code[match.end() :]) < 3:
            found.append("uses date_trunc without a time zone")
    return found


def _arguments(code: str) -> int:
    """Number of arguments of a call whose opening bracket stands just before `code`."""
    depth, count = 0, 1
    for letter in code:
        if letter in "([":
            depth += 1
        elif letter in ")]":
            if depth == 0:
                break
            depth -= 1
        elif letter == "," and depth == 0:
            count += 1
    return count


def _doors(connection: psycopg.Connection[Any]) -> list[str]:
    """Functions of ours that everybody, or a person beside the doors, may execute.

    And doors that answer from a snapshot as old as the caller likes.
    """
    rows = _rows(
        connection,
        "select p.oid::regprocedure::text, n.nspname || '.' || p.proname,"
        " exists (select 1 from pg_catalog.aclexplode(coalesce(p.proacl,"
        "  pg_catalog.acldefault('f', p.proowner))) a where a.grantee = 0),"
        " pg_catalog.has_function_privilege('loop_person', p.oid, 'execute'),"
        " coalesce(p.prosrc, '')"
        " from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
        " where n.nspname = any(%s) order by 1",
        list(OWNERS),
    )
    found = [f"{name}: everybody may execute it" for name, _, public, *_ in rows if public]
    for name, short, _, allowed, source in rows:
        if allowed and short not in DOORS:
            found.append(f"{name}: persons may execute it")
        if not allowed and short in DOORS:
            found.append(f"{name}: persons may not execute it")
        if short in DOORS and not _ISOLATION.search(_COMMENT.sub(" ", source)):
            found.append(f"{name}: does not look at the isolation level")
    return found


def _relations(connection: psycopg.Connection[Any]) -> list[str]:
    """Rights of persons, or of everybody, on schemas, tables, sequences and the database."""
    found = [
        f"{name}: persons may {right}"
        for name, right in _rows(
            connection,
            "select c.oid::regclass::text, lower(r.word) from pg_catalog.pg_class c"
            " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            " cross join lateral unnest(case when c.relkind = 'S'"
            "  then array['SELECT', 'UPDATE', 'USAGE']"
            "  else array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES',"
            "  'TRIGGER', 'MAINTAIN'] end) r (word)"
            " where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')"
            "  and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')"
            "  and case when c.relkind = 'S'"
            "   then pg_catalog.has_sequence_privilege('loop_person', c.oid, r.word)"
            "   else pg_catalog.has_table_privilege('loop_person', c.oid, r.word)"
            "    or r.word in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')"
            "    and pg_catalog.has_any_column_privilege('loop_person', c.oid, r.word) end"
            " order by 1, 2",
        )
    ]
    found += [
        f"schema {name}: persons may {right}"
        for name, right in _rows(
            connection,
            "select n.nspname, lower(r.word) from pg_catalog.pg_namespace n"
            " cross join unnest(array['CREATE', 'USAGE']) r (word)"
            " where n.nspname !~ '^(pg_|information_schema$)'"
            "  and pg_catalog.has_schema_privilege('loop_person', n.oid, r.word)"
            "  and (r.word = 'CREATE' or n.nspname not in ('api', 'account', 'guard'))"
            " order by 1, 2",
        )
    ]
    found += [
        f"database: persons may {right}"
        for (right,) in _rows(
            connection,
            "select lower(r.word) from unnest(array['CREATE', 'TEMPORARY']) r (word)"
            " where pg_catalog.has_database_privilege("
            "'loop_person', pg_catalog.current_database(), r.word)",
        )
    ]
    return found


def _owners(connection: psycopg.Connection[Any]) -> list[str]:
    return [
        f"{name}: belongs to {owner}"
        for name, owner, schema in _rows(
            connection,
            "select p.oid::regprocedure::text, p.proowner::regrole::text, n.nspname"
            " from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
            " where n.nspname = any(%s)"
            " union all select c.oid::regclass::text, c.relowner::regrole::text, n.nspname"
            " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = any(%s) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')"
            " union all select 'schema ' || n.nspname, n.nspowner::regrole::text, n.nspname"
            " from pg_catalog.pg_namespace n where n.nspname = any(%s) order by 1",
            *[list(OWNERS)] * 3,
        )
        if owner != OWNERS[schema]
    ]


def _roles(connection: psycopg.Connection[Any]) -> list[str]:
    """Powers of our roles and of persons beyond the design; other roles are not our business.

    How often somebody of another zone on the same server may connect is that zone's.
    """
    found = []
    for name, here, limit, *powers in _rows(
        connection,
        "select rolname, rolname in (select login from app.person), rolconnlimit, rolsuper,"
        " rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,"
        " rolcanlogin and rolname = any(%s)"
        " from pg_catalog.pg_roles where rolname = any(%s)"
        " or not rolsuper and pg_catalog.pg_has_role(oid, 'loop_person', 'usage') order by 1",
        *[list(_MEMBER_OF)] * 2,
    ):
        for word, has in zip(_POWERS, powers, strict=True):
            if has and (name, word) != ("loop_accounts", "createrole"):
                found.append(f"role {name}: has {word}")
        if here and not 0 <= limit <= 4:
            found.append(f"role {name}: may open more than four connections")
    return found + _members(connection)


def _members(connection: psycopg.Connection[Any]) -> list[str]:
    return [
        f"role {member}: is a member of {role}"
        for member, role, usable in _rows(
            connection,
            "select u.rolname, r.rolname, m.inherit_option or m.set_option"
            " from pg_catalog.pg_auth_members m join pg_catalog.pg_roles u on u.oid = m.member"
            " join pg_catalog.pg_roles r on r.oid = m.roleid"
            " where not u.rolsuper and (r.rolname = any(%s) or u.rolname = any(%s)"
            "  or pg_catalog.pg_has_role(u.oid, 'loop_person', 'usage')) order by 1, 2",
            *[list(_MEMBER_OF)] * 2,
        )
        # loop_accounts gives loop_person, and persons it has made, without using them itself.
        if (
            role not in _MEMBER_OF.get(member, {"loop_person"})
            and not (member == "loop_accounts" and not usable and role not in _MEMBER_OF)
        )
        or (member == "loop_accounts" and usable)
    ]
