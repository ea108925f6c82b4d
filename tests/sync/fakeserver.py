"""A shared database in memory that keeps the contract of the doors, and fails where it is told to.

It knows rooms of one unit, bookings of one item, and the rules that matter for synchronisation:
one answer for ever for each mutation, numbers in commit order, tombstones, timelines and anchors.
"""

from __future__ import annotations

import copy
import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from booking.errors import AuthError, BugError, Unavailable
from booking.shared.doors import Bells, Hello, Known, Page, Want

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FakeClock:
    """A clock that only moves when it is told to."""

    def __init__(self, at: datetime = START) -> None:
        self.at = at
        self.ticks = 0.0

    def now(self) -> datetime:
        """Return the instant it was set to."""
        return self.at

    def monotonic(self) -> float:
        """Return the seconds that it was moved on."""
        return self.ticks

    def advance(self, **span: float) -> None:
        """Move on by a timedelta's arguments."""
        step = timedelta(**span)
        self.at += step
        self.ticks += step.total_seconds()


def iso(value: datetime) -> str:
    """Return the wire's form of an instant."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


def epoch(text: str) -> int:
    """Return the epoch seconds of the wire's form."""
    return int(datetime.fromisoformat(text).timestamp())


def resource_body(number: int, rev: int = 1) -> dict[str, Any]:
    """Return the body of a plain room."""
    return {
        "id": number,
        "code": f"R{number}",
        "site_id": 1,
        "kind": "room",
        "name": {"en": f"Room {number}"},
        "policy_id": 1,
        "hours_id": 1,
        "rev": rev,
    }


@dataclass
class Data:
    """What a restore from an older copy puts back."""

    head: int = 0
    hashes: list[str] = field(default_factory=lambda: [""])
    allocations: dict[bytes, tuple[Any, ...]] = field(default_factory=dict)
    bookings: dict[UUID, dict[str, Any]] = field(default_factory=dict)
    catalogue: dict[tuple[str, str], tuple[str | None, int]] = field(default_factory=dict)
    mutations: dict[tuple[str, UUID], tuple[str, dict[str, Any]]] = field(default_factory=dict)
    epochs: list[tuple[str, int]] = field(default_factory=lambda: [("t1", 0)])
    hidden: dict[tuple[str, int], bool] = field(default_factory=dict)
    applied: list[tuple[str, UUID]] = field(default_factory=list)


class FakeServer:
    """The shared database."""

    def __init__(self, clock: FakeClock, rooms: int = 4) -> None:
        self.clock = clock
        self.data = Data()
        self.ahead = timedelta(0)
        self.min_client = 1
        self.vis_gen: dict[str, int] = {}
        self.disabled: set[str] = set()
        self.takes_questions = True
        self.put("person", "1", {"id": 1, "name": "Me", "tenant_id": 1, "me": True})
        for number in range(1, rooms + 1):
            self.put("resource", str(number), resource_body(number))

    # --- what the office does ----------------------------------------------------------------

    def put(self, kind: str, key: str, body: dict[str, Any] | None) -> int:
        """Put an entry of the catalogue; None removes it."""
        text = None if body is None else json.dumps(body)
        self.data.catalogue[kind, key] = (text, self._next())
        return self.data.head

    def hide(self, resource: int, hidden: bool) -> None:
        """Hide a resource from everyone, or show it again; its allocations keep their numbers."""
        self.data.hidden["", resource] = hidden
        text, _ = self.data.catalogue["resource", str(resource)]
        self.data.catalogue["resource", str(resource)] = (text, self._next())

    def copy(self) -> Data:
        """Return a copy to restore later, as a standby that lags behind."""
        return copy.deepcopy(self.data)

    def promote(self, old: Data) -> None:
        """Go on from an older copy on a new timeline."""
        self.data = copy.deepcopy(old)
        self.data.epochs.append((f"t{len(self.data.epochs) + 1}-{uuid.uuid4().hex[:6]}", old.head))

    @property
    def tl(self) -> str:
        """The timeline of now."""
        return self.data.epochs[-1][0]

    @property
    def applied(self) -> list[tuple[str, UUID]]:
        """Who did which act, in order, on the timeline of now."""
        return self.data.applied

    def now(self) -> datetime:
        """Return the server's time."""
        return self.clock.now() + self.ahead

    def live(self) -> list[tuple[Any, ...]]:
        """Return the allocations that everyone sees."""
        return [row for row in self.data.allocations.values() if row[7] and self._shown(row[1])]

    # --- the doors -----------------------------------------------------------------------------

    def hello(self, login: str, known: Known) -> Hello:
        """Return the state of sync."""
        self._check(login)
        event = len(self.data.hashes) - 1
        return Hello(
            tl=self.tl,
            head=self.data.head,
            reset=self._reset(known),
            vis_gen=self.vis_gen.get(login, 1),
            min_client=self.min_client,
            schema_version=1,
            server_now=self.now(),
            event=event,
            event_hash=self.data.hashes[event],
            person_id=1,
            tenant_id=1,
            login=login,
            zone="Fake",
        )

    def submit(self, login: str, act: UUID, op: str, args: str) -> dict[str, Any]:
        """Do one act once."""
        self._check(login)
        stored = self.data.mutations.get((login, act))
        if stored is not None:
            if stored[0] != op + args:
                return _no("mutation_reused")
            return {**stored[1], "replayed": True}
        answer = self._perform(login, op, json.loads(args))
        answer["at"] = int(self.now().timestamp())
        self.data.mutations[login, act] = (op + args, answer)
        if answer["ok"]:
            self.applied.append((login, act))
        return dict(answer)

    def allocations(self, want: Want, resource: int | None) -> Page:
        """Return a page of allocations."""
        rows = [
            row
            for row in self.data.allocations.values()
            if self._shown(row[1])
            and (resource is None or row[1] == resource)
            and (row[4] > (want.ends_after or 0) if row[7] else _tells_gone(want))
        ]
        return _page(rows, want)

    def bookings(self, want: Want) -> Page:
        """Return a page of bookings."""
        rows = [
            (
                key.bytes,
                1,
                1,
                body["title"],
                None,
                1,
                False,
                body["state"],
                json.dumps([body["item"]]),
                body["rev"],
                False,
                body["chg"],
            )
            for key, body in self.data.bookings.items()
        ]
        return _page(rows, want)

    def catalogue(self, want: Want) -> Page:
        """Return a page of the catalogue."""
        rows = []
        for (kind, key), (text, chg) in self.data.catalogue.items():
            gone = text is None or (kind == "resource" and not self._shown(int(key)))
            if not gone or _tells_gone(want):
                rows.append((kind, key, gone, None if gone else text, chg))
        return _page(rows, want)

    def census(self, ends_after: int) -> dict[str, Any]:
        """Return count and sum of each resource."""
        found: dict[str, list[int]] = {}
        for row in self.live():
            if row[4] > ends_after:
                entry = found.setdefault(str(row[1]), [0, 0])
                entry[0] += 1
                entry[1] += row[8] * 31 + row[3] * 7 + row[4] * 3 + row[2]
        return {"ok": True, "head": self.data.head, "resources": found}

    def done(self, login: str, acts: list[str]) -> dict[str, Any]:
        """Return which of these acts took effect."""
        stored = ((act, self.data.mutations.get((login, UUID(act)))) for act in acts)
        return {"ok": True, "acts": [act for act, found in stored if found and found[1]["ok"]]}

    # --- inside --------------------------------------------------------------------------------

    def _check(self, login: str) -> None:
        if login in self.disabled:
            raise AuthError("login_disabled", "This login is disabled.")

    def _shown(self, resource: int) -> bool:
        return not self.data.hidden.get(("", resource), False)

    def _next(self) -> int:
        self.data.head += 1
        seed = f"{self.tl}{self.data.hashes[-1]}{self.data.head}"
        self.data.hashes.append(hashlib.sha256(seed.encode()).hexdigest())
        return self.data.head

    def _reset(self, known: Known) -> str | None:
        if not known.tl:
            return "first"
        lines = [line for line, _ in self.data.epochs]
        if known.tl not in lines:
            return "other_server"
        later = [start for _, start in self.data.epochs[lines.index(known.tl) + 1 :]]
        if later and known.cursor > min(later):
            return "failover"
        if known.cursor > self.data.head:
            return "server_behind"
        if known.event >= len(self.data.hashes):
            return "anchor_gone"
        return None if self.data.hashes[known.event] == known.event_hash else "anchor_gone"

    def _perform(self, login: str, op: str, args: dict[str, Any]) -> dict[str, Any]:
        if op == "boom":
            raise BugError("LB500 internal")
        if op == "book":
            return self._book(args)
        key = UUID(args["booking"])
        body = self.data.bookings.get(key)
        if body is None:
            return _no("no_such_booking")
        expects = args["expects"]
        if isinstance(expects, str):
            earlier = self.data.mutations.get((login, UUID(expects)))
            if earlier is None:
                return _no("depends_on_unknown")
            if not earlier[1]["ok"]:
                return _no("depends_on_refused")
            expects = earlier[1]["rev"]
        if expects != body["rev"]:
            return _no("stale", rev=body["rev"])
        if body["state"] == "cancelled":
            return _no("already_cancelled")
        return self._change(op, args, key, body)

    def _book(self, args: dict[str, Any]) -> dict[str, Any]:
        key = UUID(args["booking"])
        if key in self.data.bookings:
            return _no("id_taken")
        item = args["items"][0]
        number = int(item["resource"][1:])
        starts, ends = epoch(item["from"]), epoch(item["to"])
        refused = self._refuse(number, starts, ends, None)
        if refused:
            return refused
        chg = self._next()
        allocation = uuid.uuid4()
        self.data.allocations[allocation.bytes] = (
            allocation.bytes, number, 1, starts, ends, 0, 0, True, chg,
        )  # fmt: skip
        self.data.bookings[key] = {
            "title": args["title"],
            "state": "confirmed",
            "rev": 1,
            "chg": chg,
            "item": {
                "id": item["item"],
                "resource_id": number,
                "starts": starts,
                "ends": ends,
                "quantity": 1,
                "allocations": [str(allocation)],
            },
        }
        return {"ok": True, "chg": chg, "rev": 1}

    def _change(
        self, op: str, args: dict[str, Any], key: UUID, body: dict[str, Any]
    ) -> dict[str, Any]:
        item = body["item"]
        allocation = UUID(item["allocations"][0]).bytes
        row = self.data.allocations[allocation]
        if op == "move":
            starts, ends = epoch(args["from"]), epoch(args["to"])
            refused = self._refuse(row[1], starts, ends, allocation)
            if refused:
                return refused
            item |= {"starts": starts, "ends": ends}
        chg = self._next()
        body |= {"rev": body["rev"] + 1, "chg": chg}
        if op == "edit":
            body["title"] = args["title"]
        if op == "cancel":
            body["state"] = "cancelled"
        live = op != "cancel"
        moved = (*row[:3], item["starts"], item["ends"], *row[5:7], live, chg)
        self.data.allocations[allocation] = moved
        return {"ok": True, "chg": chg, "rev": body["rev"]}

    def _refuse(
        self, number: int, starts: int, ends: int, own: bytes | None
    ) -> dict[str, Any] | None:
        text, _ = self.data.catalogue.get(("resource", str(number)), (None, 0))
        if text is None or not self._shown(number):
            return _no("no_such_resource")
        if starts <= int(self.now().timestamp()):
            return _no("in_past")
        taken = any(
            row[7] and row[1] == number and row[0] != own and row[3] < ends and starts < row[4]
            for row in self.data.allocations.values()
        )
        return _no("slot_taken") if taken else None


def _no(code: str, **values: Any) -> dict[str, Any]:
    return {"ok": False, "code": code, "problems": [{"code": code, **values}], **values}


def _tells_gone(want: Want) -> bool:
    """Whether a page tells what is gone: who starts with nothing has no use for it."""
    return want.after > 0 and not want.first


def _page(rows: Iterable[tuple[Any, ...]], want: Want) -> Page:
    """Cut a page; it ends on a whole number."""
    found = sorted((r for r in rows if want.after < r[-1] <= want.upto), key=lambda r: r[-1])
    if len(found) < want.limit:
        return Page(found)
    last = found[want.limit - 1][-1]
    return Page([row for row in found if row[-1] <= last], more=last)


def lost(message: str = "connection lost") -> Unavailable:
    """Return the error of a lost connection."""
    return Unavailable(message)


def busy() -> Unavailable:
    """Return the error of a lock that is held."""
    return Unavailable("busy", reason="busy")


class FakeGateway:
    """The doors of a `FakeServer`, with faults.

    Attributes:
        before, after: for each door, errors to raise on its next calls before, or after, the server
            did its work; None lets a call through.
        calls: names of the doors in the order they were called.
    """

    def __init__(self, server: FakeServer, login: str = "p1") -> None:
        self.server = server
        self.login = login
        self.before: dict[str, list[BaseException | None]] = {}
        self.after: dict[str, list[BaseException | None]] = {}
        self.calls: list[str] = []
        self.closed = 0
        self.bells: Bells | None = None

    def _door(self, name: str, faults: dict[str, list[BaseException | None]]) -> None:
        waiting = faults.get(name)
        if waiting:
            error = waiting.pop(0)
            if error is not None:
                raise error

    def _call(self, name: str) -> None:
        self.calls.append(name)
        self._door(name, self.before)

    def hello(self, known: Known) -> Hello:
        """Return the state of sync."""
        self._call("hello")
        answer = self.server.hello(self.login, known)
        self._door("hello", self.after)
        return answer

    def head(self) -> int:
        """Return the highest number."""
        self._call("head")
        return self.server.data.head

    def pull_allocations(self, want: Want, resource: int | None = None) -> Page:
        """Return a page of allocations."""
        self._call("pull_allocations")
        page = self.server.allocations(want, resource)
        self._door("pull_allocations", self.after)
        return page

    def pull_bookings(self, want: Want) -> Page:
        """Return a page of bookings."""
        self._call("pull_bookings")
        return self.server.bookings(want)

    def pull_catalogue(self, want: Want) -> Page:
        """Return a page of the catalogue."""
        self._call("pull_catalogue")
        return self.server.catalogue(want)

    def submit(self, act: UUID, op: str, args: str) -> Mapping[str, Any]:
        """Do one act."""
        self._call("submit")
        answer = self.server.submit(self.login, act, op, args)
        self._door("submit", self.after)
        return answer

    def ask(self, question: str, args: str) -> Mapping[str, Any]:
        """Answer a question, where the server can."""
        self._call("ask")
        values = json.loads(args)
        if not self.server.takes_questions:
            return {"ok": False, "code": "unknown_operation"}
        if question == "done":
            return self.server.done(self.login, values["acts"])
        assert question == "census"
        return self.server.census(values["ends_after"])

    def listen(self) -> Bells | None:
        """Return the bells that a test has put there."""
        self._call("listen")
        return self.bells

    def close(self) -> None:
        """Count how often it is closed."""
        self.closed += 1
