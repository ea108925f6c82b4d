"""Hong Kong's real holidays, out of the library, stand in the schedule of the sample sites."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from booking.calendars import HK_CHECKED_THROUGH, calendar_days
from booking.model import CalendarDay, DayKind
from booking.shared import admin
from booking.shared.load import load_calendars
from tests.ui.conftest import SessionOf
from tests.zones import SHENZHEN, Zone
from ui.i18n import set_language
from ui.navigation import Navigator
from ui.pages.schedule import SchedulePage
from ui.widgets.schedule import texts

WAIT_MS = 20_000
SAID = {
    "en": "Holiday in Hong Kong: {name}",
    "zh_hant": "香港假期：{name}",
    "zh_hans": "香港假期：{name}",
}
HOLIDAY = {
    "en": "Public holiday: {name}",
    "zh_hant": "公眾假期：{name}",
    "zh_hans": "法定节假日：{name}",
}
PROVISIONAL = {"en": " (provisional)", "zh_hant": "（暫定）", "zh_hans": "（暂定）"}


@pytest.fixture
def founded(crowd: Zone) -> Zone:
    """A zone with the calendars that `database init` and the demonstration load."""
    year = datetime.now(SHENZHEN).year
    with (
        admin.connect(crowd.server.conninfo(crowd.database)) as connection,
        admin.as_owner(connection),
    ):
        assert load_calendars(connection, (year, year + 1)) > 0
        assert load_calendars(connection, (year, year + 1)) == 0
    return crowd


@pytest.fixture
def page(founded: Zone, session_of: SessionOf, qtbot: QtBot) -> Iterator[SchedulePage]:
    del founded
    set_language("en")
    made = SchedulePage(session_of("photon.one"), Navigator())
    qtbot.addWidget(made)
    made.resize(1280, 760)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    set_language("en")


def only_in_hong_kong() -> list[CalendarDay]:
    """Return the next holidays there that the mainland does not know as any special day."""
    today = datetime.now(SHENZHEN).date()
    years = (today.year, today.year + 1)
    there = {entry.day for entry in calendar_days("CN", years)}
    return [one for one in calendar_days("HK", years) if one.day > today and one.day not in there]


def go_to(page: SchedulePage, entry: CalendarDay, qtbot: QtBot) -> None:
    """Type a date into the month's line."""
    page.bar.open_month()
    popup = page.bar.popup
    assert popup is not None
    popup.line.setText(f"{entry.day:%Y-%m-%d}")
    QTest.keyClick(popup.line, Qt.Key.Key_Return)

    def there() -> bool:
        book = page.reader.book
        return book is not None and book.day == entry.day

    qtbot.waitUntil(there, timeout=WAIT_MS)


def sentence(entry: CalendarDay, language: str) -> str:
    """Return what is said of a holiday over there."""
    name = entry.name.as_json()[language]
    provisional = PROVISIONAL[language] if entry.day.year > HK_CHECKED_THROUGH else ""
    return SAID[language].format(name=name) + provisional


def see(page: SchedulePage, note: str, qtbot: QtBot) -> None:
    """Wait for a note over the day, alone."""
    header = page.grid.frozen.header
    qtbot.waitUntil(lambda: header.notes == ((note, False),), timeout=WAIT_MS)


@pytest.mark.parametrize("site", ["JO", "SB"])
def test_a_holiday_in_hong_kong_is_a_note_at_each_site(
    page: SchedulePage, qtbot: QtBot, site: str
) -> None:
    page.set_sites((site,))
    chosen = only_in_hong_kong()
    assert len(chosen) > 5
    for entry in (chosen[0], chosen[-1]):
        go_to(page, entry, qtbot)
        for language in SAID:
            set_language(language)
            see(page, sentence(entry, language), qtbot)
        set_language("en")


def test_every_sample_site_knows_the_holidays_over_there(page: SchedulePage) -> None:
    catalogue = page.session.finder.catalogue()
    assert {one.info_calendar for one in catalogue.sites.values()} == {"HK"}
    known = {day for calendar, day in catalogue.days if calendar == "HK"}
    assert {entry.day for entry in only_in_hong_kong()} <= known


@pytest.fixture
def back_to_english() -> Iterator[None]:
    """Leave English behind."""
    yield
    set_language("en")


@pytest.mark.usefixtures("back_to_english")
@pytest.mark.parametrize("language", list(HOLIDAY))
def test_what_is_provisional_stands_in_the_brackets_of_the_language(
    qapp: QApplication, language: str
) -> None:
    set_language(language)
    holidays = (one for one in calendar_days("HK", [2026]) if one.kind is DayKind.HOLIDAY)
    entry = replace(next(holidays), provisional=True)
    name = entry.name.as_json()[language]
    sure = HOLIDAY[language].format(name=name)
    assert texts.note(entry, "HK") == sure + PROVISIONAL[language]
    assert texts.note(replace(entry, provisional=False), "HK") == sure
