"""Find: what one types is looked for, and what is found can be booked, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from booking.services.bookings import ItemWish, NewBooking
from tests.ui.conftest import SessionOf, settle
from tests.zones import SHENZHEN, at, open_day
from ui.i18n import set_language
from ui.models.cards import Card, Heading
from ui.models.findings import BOOK, OFFER, SHOW, Answer
from ui.navigation import Day, Draft, Looking, Navigator
from ui.pages.find import FindPage
from ui.session import Session
from ui.theme import theme

ROOM = "JO-1F-MR01"
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Asked:
    """What a page asked the window for."""

    drafts: list[Draft] = field(default_factory=list)
    days: list[Day] = field(default_factory=list)


@pytest.fixture(autouse=True)
def english(qapp: QApplication) -> Iterator[None]:
    theme().apply(qapp)
    set_language("en")
    yield
    set_language("en")


@pytest.fixture
def navigator(qapp: QApplication) -> Navigator:
    return Navigator()


@pytest.fixture
def asked(navigator: Navigator) -> Asked:
    asked = Asked()
    navigator.new.connect(asked.drafts.append)
    navigator.day.connect(asked.days.append)
    return asked


@pytest.fixture
def page_of(qtbot: QtBot, navigator: Navigator) -> Callable[[Session], FindPage]:
    def make(session: Session) -> FindPage:
        page = FindPage(session, navigator)
        qtbot.addWidget(page)
        page.resize(1080, 700)
        with qtbot.waitSignal(page.answered, timeout=20_000):
            page.show()
        return page

    return make


@pytest.fixture
def quiet(session_of: SessionOf) -> Session:
    """A session that does not sync, so that nothing moves by itself."""
    return session_of(syncing=False)


@pytest.fixture
def page(quiet: Session, page_of: Callable[[Session], FindPage]) -> FindPage:
    return page_of(quiet)


def day_text() -> str:
    return f"{open_day().astimezone(SHENZHEN):%Y-%m-%d}"


def type_in(qtbot: QtBot, page: FindPage, text: str) -> Answer:
    """Type a line; returns what was found for all of it."""
    found: list[Answer] = []
    page.answered.connect(found.append)
    page.line.setFocus()
    page.line.selectAll()
    if text.isascii():
        QTest.keyClicks(page.line, text)
    else:
        page.line.replace(text)
    qtbot.waitUntil(lambda: bool(found) and found[-1].wanted == page.wanted, timeout=20_000)
    settle(qtbot, page.session)
    page.answered.disconnect(found.append)
    return found[-1]


def cards(page: FindPage) -> list[tuple[Any, Card]]:
    """Return keys and cards that are shown, from the top."""
    shown = (page.cards.index(n) for n in range(page.cards.rowCount()))
    both = [(page.cards.row(index), page.cards.card(index)) for index in shown]
    return [(row.key, card) for row, card in both if row and isinstance(card, Card)]


def _titled(page: FindPage, title: str) -> bool:
    return cards(page)[0][1].title == title


def click(page: FindPage, key: Any, button: str) -> None:
    page.list.choose(key)
    where = page.list.button_rect(key, button).center()
    assert not where.isNull()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, NONE, where)


# --- looking -------------------------------------------------------------------------------------


def test_at_first_what_is_free_next_is_shown(page: FindPage) -> None:
    assert page.asked is not None
    assert cards(page)
    assert not any(chip.said() for chip in page.fields.chips())


def test_a_line_finds_only_what_can_be_booked_best_fit_first(qtbot: QtBot, page: FindPage) -> None:
    answer = type_in(qtbot, page, f"6 people, video, 14:00-15:30 {day_text()}")
    found = [one.resource for one in answer.found]
    assert found
    assert all("vc" in one.features and (one.capacity or 0) >= 6 for one in found)
    sizes = [one.capacity or 0 for one in found]
    assert sizes == sorted(sizes)
    assert answer.asked.during.start == at(open_day(), 14)
    assert answer.asked.length == 90
    first = cards(page)[0][1]
    assert [sign.text for sign in first.signs[:2]] == ["6 seats", "Video conferencing"]
    assert [sign.icon for sign in first.signs[:2]] == ["check", "check"]
    assert first.aside[0].startswith("CNY ")


def test_what_is_taken_is_not_found_but_nearly(
    qtbot: QtBot, page: FindPage, quiet: Session
) -> None:
    day = open_day()
    wish = ItemWish(ROOM, at(day, 14), at(day, 15))
    quiet.act(lambda: quiet.bookings.book(NewBooking("Mine", [wish])))
    settle(qtbot, quiet)
    answer = type_in(qtbot, page, f"{ROOM} {day_text()} 14:00-15:00")
    assert not answer.found
    assert [one.near.resource.code for one in answer.near] == [ROOM]
    card = cards(page)[0][1]
    assert card.note is not None
    assert "Somebody else has this time" in card.note.text


def test_a_change_elsewhere_is_seen_and_the_place_is_kept(
    qtbot: QtBot, page: FindPage, quiet: Session
) -> None:
    type_in(qtbot, page, f"{day_text()} 14:00-15:00")
    keys = [key for key, _ in cards(page)]
    other = keys[3]
    page.list.choose(other)
    day = open_day()
    wish = ItemWish(str(keys[0][1]), at(day, 14), at(day, 15))
    with qtbot.waitSignal(page.answered, timeout=20_000):
        quiet.act(lambda: quiet.bookings.book(NewBooking("Mine", [wish])))
    found = [key for key, _ in cards(page) if key[0] == "found"]
    assert keys[0] not in found
    assert page.list.current_key() == other


def test_the_chinese_scripts_find_the_same(qtbot: QtBot, page: FindPage) -> None:
    set_language("zh_hant")
    day = f"{open_day().astimezone(SHENZHEN):%m月%d日}"
    one = type_in(qtbot, page, f"{day}下午2點至3點半 6人 視像 會議室")
    two = type_in(qtbot, page, f"{day}下午2点至3点半 6人 视频 会议室")
    assert one.found
    assert [found.resource.code for found in one.found] == [
        found.resource.code for found in two.found
    ]
    first = one.found[0].resource
    assert cards(page)[0][1].title == first.name.zh_hant
    assert "視像會議" in [sign.text for sign in cards(page)[0][1].signs]


def test_words_that_mean_nothing_are_passed_over_and_told(qtbot: QtBot, page: FindPage) -> None:
    answer = type_in(qtbot, page, f"xyzzy {day_text()} 14:00")
    assert answer.unknown == "xyzzy"
    assert answer.found
    assert "xyzzy" in page._note.text()


def test_a_site_that_is_full_gives_the_other_one(qtbot: QtBot, page: FindPage) -> None:
    answer = type_in(qtbot, page, f"JO, 30 people, hearing loop, {day_text()} 14:00")
    assert all(one.resource.code.startswith("JO-") for one in answer.found)
    assert answer.elsewhere
    assert all(not one.resource.code.startswith("JO-") for one in answer.elsewhere)
    heads = [page.cards.card(page.cards.index(n)) for n in range(page.cards.rowCount())]
    assert "At another site" in [one.text for one in heads if isinstance(one, Heading)]


def test_late_answers_are_dropped(qtbot: QtBot, page: FindPage) -> None:
    told: list[Answer] = []
    page.answered.connect(told.append)
    for text in ("2 people", "3 people", "4 people"):
        page.line.replace(text)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    settle(qtbot, page.session)
    assert [answer.wanted.people for answer in told] == [4]


def test_the_sites_of_the_window_are_looked_at(qtbot: QtBot, page: FindPage) -> None:
    with qtbot.waitSignal(page.answered, timeout=20_000) as got:
        page.set_sites(("JO",))
    answer = got.args[0]
    assert answer.asked.sites == ("JO",)
    assert not page.fields.site.said()


def test_a_time_that_is_too_long_is_explained(qtbot: QtBot, page: FindPage) -> None:
    type_in(qtbot, page, "tomorrow 14:00 for 900 days")
    assert page.line.text()


def test_another_page_may_ask(qtbot: QtBot, page: FindPage, navigator: Navigator) -> None:
    day = open_day()
    with qtbot.waitSignal(page.answered, timeout=20_000) as got:
        navigator.find.emit(Looking("video", at(day, 9), at(day, 11), 5, ("SB",)))
    wanted = got.args[0].wanted
    assert (wanted.start, wanted.length, wanted.people, wanted.sites) == (540, 120, 5, ("SB",))
    assert wanted.features == ("vc",)


# --- chips ---------------------------------------------------------------------------------------


def test_the_fields_show_what_was_understood(qtbot: QtBot, page: FindPage) -> None:
    type_in(qtbot, page, f"6 people, video, 14:00-15:30 {day_text()}, room")
    fields = page.fields
    assert fields.people.field.text() == "6"
    assert (fields.start.field.text(), fields.end.field.text()) == ("14:00", "15:30")
    assert fields.length.field.text() == "1 h 30 min"
    assert fields.features.codes() == ("vc",)
    assert fields.kind.codes() == ("room",)
    said = {chip for chip in fields.chips() if chip.said()}
    assert set(fields.chips()) - said == {fields.site}


def test_a_field_changes_the_line_by_keyboard(qtbot: QtBot, page: FindPage) -> None:
    type_in(qtbot, page, f"6 people, 14:00-15:00 {day_text()}")
    page.fields.people.field.setFocus()
    with qtbot.waitSignal(page.answered, timeout=20_000) as got:
        QTest.keyClick(page.fields.people.field, Qt.Key.Key_Up)
    assert got.args[0].wanted.people == 7
    assert page.line.text().startswith("7 people")
    page.fields.end.field.setFocus()
    page.fields.end.field.selectAll()
    QTest.keyClicks(page.fields.end.field, "16:30")
    qtbot.waitUntil(lambda: page.wanted.length == 150, timeout=20_000)
    settle(qtbot, page.session)


def test_a_field_is_left_out_by_its_cross_and_by_emptying_it(qtbot: QtBot, page: FindPage) -> None:
    type_in(qtbot, page, f"6 people, 14:00-15:00 {day_text()}")
    QTest.mouseClick(page.fields.people._cross, Qt.MouseButton.LeftButton)
    assert page.wanted.people is None
    field = page.fields.day.field
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.wanted.day is None, timeout=20_000)
    settle(qtbot, page.session)


@pytest.mark.parametrize("by_mouse", [True, False], ids=["mouse", "keyboard"])
def test_features_are_ticked_in_a_menu_that_stays(
    qtbot: QtBot, page: FindPage, by_mouse: bool
) -> None:
    chip = page.fields.features
    if by_mouse:
        QTest.mouseClick(chip.button, Qt.MouseButton.LeftButton)
    else:
        chip.button.setFocus()
        QTest.keyClick(chip.button, Qt.Key.Key_Space)
    menu = chip.menu
    assert menu is not None
    actions = menu.actions()
    if by_mouse:
        where = menu.actionGeometry(actions[0]).center()
        QTest.mouseMove(menu, where)
        menu.setActiveAction(actions[0])
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, NONE, where)
    else:
        menu.setActiveAction(actions[0])
        QTest.keyClick(menu, Qt.Key.Key_Space)
    assert page.wanted.features == (str(actions[0].data()),)
    assert menu.isVisible()
    menu.close()
    settle(qtbot, page.session)


def test_a_kind_is_chosen_in_a_menu(qtbot: QtBot, page: FindPage) -> None:
    page.fields.kind.button.click()
    menu = page.fields.kind.menu
    assert menu is not None
    menu.setActiveAction(menu.actions()[1])
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.wanted.kind == "lab"
    settle(qtbot, page.session)


# --- what is done with it ------------------------------------------------------------------------


def test_booking_with_the_mouse(qtbot: QtBot, page: FindPage, asked: Asked) -> None:
    answer = type_in(qtbot, page, f"6 people, 14:00-15:00 {day_text()}")
    key = cards(page)[1][0]
    click(page, key, BOOK)
    code = answer.found[1].resource.code
    day = open_day()
    assert asked.drafts == [Draft(((code, at(day, 14), at(day, 15)),), people=6)]
    click(page, key, SHOW)
    assert asked.days == [Day(day.astimezone(SHENZHEN).date(), code, at(day, 14))]


def test_booking_with_the_keyboard(qtbot: QtBot, page: FindPage, asked: Asked) -> None:
    answer = type_in(qtbot, page, f"6 people, 14:00-15:00 {day_text()}")
    QTest.keyClick(page.line, Qt.Key.Key_Down)
    assert page.list.hasFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    code = answer.found[1].resource.code
    assert [draft.items[0][0] for draft in asked.drafts] == [code]
    QTest.keyClick(page.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.list, Qt.Key.Key_Right)
    QTest.keyClick(page.list, Qt.Key.Key_Right)
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert [day.resource for day in asked.days] == [code, code]
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    assert page.line.hasFocus()
    page.line.deselect()
    QTest.keyClick(page.line, Qt.Key.Key_Escape)
    assert not page.line.text()
    settle(qtbot, page.session)


@pytest.mark.parametrize("by_mouse", [True, False], ids=["mouse", "keyboard"])
def test_a_near_miss_is_taken_as_it_is_offered(
    qtbot: QtBot, page: FindPage, quiet: Session, asked: Asked, by_mouse: bool
) -> None:
    day = open_day()
    wish = ItemWish(ROOM, at(day, 14), at(day, 15))
    quiet.act(lambda: quiet.bookings.book(NewBooking("Mine", [wish])))
    settle(qtbot, quiet)
    type_in(qtbot, page, f"{ROOM} {day_text()} 14:00-15:00")
    qtbot.waitUntil(lambda: bool(cards(page)[0][1].offers), timeout=20_000)
    key, card = cards(page)[0]
    assert card.offers[0].text.startswith("Later: 15:")
    if by_mouse:
        click(page, key, f"{OFFER}0")
    else:
        page.line.setFocus()
        QTest.keyClick(page.line, Qt.Key.Key_Down)
        for _ in range(2):
            QTest.keyClick(page.list, Qt.Key.Key_Right)
        QTest.keyClick(page.list, Qt.Key.Key_Return)
    code, start, end = asked.drafts[0].items[0]
    assert code == ROOM
    assert start >= at(day, 15)
    assert end - start == at(day, 15) - at(day, 14)


def test_a_card_says_all_of_itself_to_a_screen_reader(qtbot: QtBot, page: FindPage) -> None:
    answer = type_in(qtbot, page, f"6 people, video, 14:00-15:30 {day_text()}")
    row = next(n for n in range(page.cards.rowCount()) if page.cards.row(page.cards.index(n)))
    index = page.cards.find(("found", answer.found[0].resource.code))
    spoken = page.cards.data(index, Qt.ItemDataRole.AccessibleTextRole)
    for part in (answer.found[0].resource.name.en, "6 seats", "CNY", "Enter books"):
        assert part in spoken
    assert row == 0


def test_languages_and_themes_change_while_it_is_shown(qtbot: QtBot, page: FindPage) -> None:
    answer = type_in(qtbot, page, f"6 people, 14:00-15:00 {day_text()}")
    for language in ("zh_hant", "zh_hans", "en"):
        set_language(language)
        title = answer.found[0].resource.name.best(language)
        qtbot.waitUntil(partial(_titled, page, title))
        assert page.wanted == answer.wanted
    theme().set_mode("dark")
    dark = page.grab().toImage()
    theme().set_mode("light")
    assert page.grab().toImage() != dark


def test_huge_names_and_odd_lines_do_no_harm(qtbot: QtBot, page: FindPage) -> None:
    for text in ("🔬" * 200, "מפגש " * 60, "9" * 300, "tomorrow " * 40, "%n {x} &a <b>"):
        type_in(qtbot, page, text)
    page.resize(500, 400)
    page.grab()
    assert page.fields.geometry().right() <= page.width()


def test_a_desk_without_data_says_so(
    qtbot: QtBot, session_of: SessionOf, navigator: Navigator, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = session_of(syncing=False)
    empty = type(session.local.visible())({}, {}, {}, {}, {}, {}, {})
    monkeypatch.setattr(session.local, "visible", lambda: empty)
    page = FindPage(session, navigator)
    qtbot.addWidget(page)
    page.show()
    assert page._empty.told()[0] == "Nothing was fetched yet"
