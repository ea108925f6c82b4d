"""The rows that services return, by the names under which the window may import them."""

from __future__ import annotations

from booking.cache.act import FAILED, WAITING, Act, ActState
from booking.cache.overlay import BOOKING_OPS
from booking.cache.picture import Cell, Picture, Projected, Standing

__all__ = [
    "BOOKING_OPS",
    "FAILED",
    "WAITING",
    "Act",
    "ActState",
    "Cell",
    "Picture",
    "Projected",
    "Standing",
]
