"""A zone that is restored from a backup, on the same server: all that came after is lost."""

from __future__ import annotations

from typing import Any

from tests.zones import Zone


class Backup:
    """How the zone stands now; bookings, as they are all that is made between here and there."""

    def __init__(self, zone: Zone) -> None:
        self._owner = zone.owner()
        self._head = self._one("select seq, event, hash from app.head")

    def restore(self) -> None:
        """Be as then; the salt is rolled anew, as after every restore."""
        seq, event, link = self._head
        self._owner.execute("begin")
        for statement, value in (
            ("delete from app.allocation where chg > %s", seq),
            (
                "delete from app.booking_item i using app.booking b"
                " where b.id = i.booking_id and b.chg > %s",
                seq,
            ),
            (
                "delete from app.outgoing_message m using app.booking b"
                " where b.id = m.booking_id and b.chg > %s",
                seq,
            ),
            ("delete from app.booking where chg > %s", seq),
            ("delete from app.mutation where (answer ->> 'chg')::bigint > %s", seq),
            ("delete from app.event_payload where seq > %s", event),
            ("delete from app.event where seq > %s", event),
        ):
            self._owner.execute(statement, (value,))
        self._owner.execute(
            "update app.head set seq = %s, event = %s, hash = %s", (seq, event, link)
        )
        self._owner.execute("update app.setting set salt = gen_random_uuid()")
        self._owner.execute("commit")

    def _one(self, query: str) -> tuple[Any, ...]:
        row = self._owner.execute(query).fetchone()
        assert row is not None
        return tuple(row)
