"""What a refused connection is called."""

from __future__ import annotations

import pytest

from booking.errors import Unavailable
from booking.shared.connect import Address, connect
from tests.shared.newcomers import newcomer_desk
from tests.zones import PASSWORD, Zone


def test_a_fifth_connection_is_busy_and_not_a_wrong_password(zone: Zone) -> None:
    info = newcomer_desk(zone).connection.info
    address = Address(info.host, str(info.port), info.dbname, info.user)
    zone.opened += [connect(address, PASSWORD) for _ in range(3)]
    with pytest.raises(Unavailable) as refused:
        connect(address, PASSWORD)
    assert refused.value.reason == "busy"
