"""Dates, times and lengths as people type them: English and both Chinese at once, whatever the
language of the interface. Pure: `now`, today and the zone are arguments; nothing here raises.
"""

from ui.timeparse.clock import parse_time
from ui.timeparse.days import parse_date
from ui.timeparse.lengths import parse_duration
from ui.timeparse.reading import Parsed, Reason, Wrong
from ui.timeparse.spans import parse_span, resolve

__all__ = [
    "Parsed",
    "Reason",
    "Wrong",
    "parse_date",
    "parse_duration",
    "parse_span",
    "parse_time",
    "resolve",
]
