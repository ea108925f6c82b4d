"""The interface's texts: all collected and translated, each in its own script and words."""

from __future__ import annotations

import importlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from booking.model import Names
from resources import translations
from resources.translations import FORMS, Message, file_of
from tests.ui import texts
from tests.ui.scripts import HAN, SAME, of_script
from ui import i18n

LEAST_TEXTS = 400
"""Fewer mean that lupdate silently found nothing in some files."""

SOURCES = translations.sources()
CHINESE = ("zh_hant", "zh_hans")
TEXTS = {language: translations.read(file_of(language)) for language in FORMS}

_PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}|%n")
_MNEMONIC = re.compile(r"&(\w)")
# One thing, two words, out of the vocabulary of the field: the word of one region must not stand in
# the text of the other, not even in its own characters.
_ONLY_HONG_KONG = """
视像 公众假期 帐户 登入 登出 设定 列印 伺服器 档案 资料夹 磁碟 资料库 连线 萤幕 视窗 程式 储存
剪贴簿 场地经理 按金 租户 主办人 与会者 投影机 联络 透过 机械人 字元 讯息 暂停开放 维修保养 你
传送 共用资料 结算表 办公时间 唯读 汇入 汇出 搜寻 预设 笔记型 滑鼠 副档名
"""
_ONLY_MAINLAND = """
視頻 法定節假日 賬號 帳號 登錄 設置 服務器 文件夾 磁盤 數據庫 屏幕 窗口 程序 剪貼板 場地管理員
押金 入駐企業 發起人 參會 投影儀 機器人 字符 消息 信息 發送 共享 您 結算單 工作時間 只讀 導入
導出 默認 鼠標 在線 審計日誌 駁回 數據
"""
# What an English term is called; one of the words must stand in the translation.
_TERMS = {
    "shared database": ("共用資料庫", "共享数据库"),
    "public holiday": ("公眾假期", "法定节假日"),
    "opening hours": ("開放時間", "开放时间"),
    "closure": ("關閉", "关闭"),
    "password": ("密碼", "密码"),
    "invitation": ("邀請", "邀请"),
    "sign in": ("登入", "登录"),
    "sign out": ("登出", "退出登录"),
    "laboratory": ("實驗室", "实验室"),
    "settings": ("設定", "设置"),
    "server": ("伺服器", "服务器"),
    "offline": ("離線", "离线"),
}


def chinese() -> Iterator[tuple[str, Message, str]]:
    """Yield language, message and each form of its translation."""
    for language in CHINESE:
        for one in TEXTS[language]:
            for form in one.translations:
                yield language, one, form


def test_lupdate_finds_texts_in_plenty() -> None:
    assert len(TEXTS["zh_hant"]) >= LEAST_TEXTS


def test_the_files_hold_what_the_sources_say_and_all_is_translated() -> None:
    assert translations.check() == []


def test_lupdate_overlooks_no_text() -> None:
    collected = {one.source for one in TEXTS["zh_hant"]}
    said = [one for path in SOURCES for one in texts.calls(path)]
    assert [one for one in said if one.text is not None and one.text not in collected] == []


def test_texts_are_literals() -> None:
    tables = {
        path for path in SOURCES for one in texts.calls(path) if one.name == "QT_TRANSLATE_NOOP"
    }
    shown = [
        one.where
        for path in SOURCES
        for one in texts.calls(path)
        # A module with a table of marked texts looks them up by what stands in the table.
        if one.text is None and not (one.name == "translate" and path in tables)
    ]
    assert shown == []


def test_plurals_are_given_their_count() -> None:
    said = [one for path in SOURCES for one in texts.calls(path) if one.text and "%n" in one.text]
    assert len(said) > 10
    assert [one.where for one in said if one.arguments < 3] == []


def test_nothing_is_marked_where_lupdate_cannot_see_it() -> None:
    assert [place for path in SOURCES for place in texts.aliases(path)] == []
    assert [place for path in SOURCES for place in texts.inside_f_strings(path)] == []


def test_only_qt_objects_say_tr() -> None:
    # The context that lupdate writes is the class; Qt looks for it among the object's classes.
    for path in SOURCES:
        module = ".".join(path.relative_to(translations.ROOT).with_suffix("").parts)
        for name in texts.speakers(path):
            found = getattr(importlib.import_module(module), name)
            assert issubclass(found, QObject), f"{module}.{name}"


def test_what_lupdate_cannot_see_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text('T = self.tr\na = f"{self.tr(\'x\')}"\nb = self.tr(f"{a}")\n"".translate(a)\n')
    assert list(texts.aliases(path)) == ["bad.py:1"]
    assert list(texts.inside_f_strings(path)) == ["bad.py:2"]
    assert [one.text for one in texts.calls(path)] == [None, "x"]


def test_english_has_both_plurals() -> None:
    for one in TEXTS["en"]:
        assert len(one.translations) == 2, one
        assert not [form for form in one.translations if "(s)" in form or "(ren)" in form], one


def test_placeholders_are_the_same() -> None:
    wrong = []
    for language in FORMS:
        for one in TEXTS[language]:
            wanted = sorted(found[0] for found in _PLACEHOLDER.finditer(one.source))
            wrong += [
                (language, one.source, form)
                for form in one.translations
                if sorted(found[0] for found in _PLACEHOLDER.finditer(form)) != wanted
            ]
    assert wrong == []


def test_mnemonics_are_the_same() -> None:
    wrong = []
    for language, one, form in chinese():
        keys = [key.upper() for key in _MNEMONIC.findall(one.source)]
        if keys != _MNEMONIC.findall(form) or any(f"(&{key})" not in form for key in keys):
            wrong.append((language, one.source, form))
    assert wrong == []


def test_punctuation_is_full_width_and_ends_alike() -> None:
    ends = {".": "。", "?": "？", "…": "…", ":": "："}
    wrong = []
    for language, one, form in chinese():
        bare = re.sub(r"\(&\w\)|\(\{\w+\}\)", "", form)
        half = re.search(rf"{HAN}[,;:?!.]|[,;:?!]{HAN}|{HAN} ?\(|\) ?{HAN}", bare)
        english = re.sub(r"[”\"']", "", one.source)[-1:]
        last = ends.get(english, "")
        stops = bare.rstrip().endswith(("。", "？", "："))
        if half or (last and not bare.endswith(last)) or (not last and stops):
            wrong.append((language, one.source, form))
    assert wrong == []


def test_quotation_marks_are_those_of_the_region() -> None:
    foreign = {"zh_hant": "“”‘’\"'", "zh_hans": "「」『』\"'"}
    found = [(lang, form) for lang, _, form in chinese() if set(form) & set(foreign[lang])]
    assert found == []


@pytest.mark.parametrize(
    ("char", "hant", "hans"),
    [("這", True, False), ("这", False, True), ("裏", True, False), ("国", False, True)],
)
def test_scripts_are_told_apart(char: str, hant: bool, hans: bool) -> None:
    assert (of_script(char, "zh_hant"), of_script(char, "zh_hans")) == (hant, hans)


def test_each_text_is_in_its_script() -> None:
    wrong = [
        (language, form, bad)
        for language, _, form in chinese()
        if (bad := [char for char in form if not of_script(char, language)])
    ]
    assert wrong == []


def test_each_text_is_in_the_words_of_its_region() -> None:
    foreign = {"zh_hant": _ONLY_MAINLAND.split(), "zh_hans": _ONLY_HONG_KONG.split()}
    wrong = [
        (language, word, form)
        for language, _, form in chinese()
        for word in foreign[language]
        if word in form
    ]
    assert wrong == []


def test_one_thing_is_always_called_the_same() -> None:
    wrong = []
    for language, one, form in chinese():
        source = _PLACEHOLDER.sub("", one.source)
        for term, words in _TERMS.items():
            word = words[CHINESE.index(language)]
            if re.search(rf"(?<!\.)\b{term}", source, re.IGNORECASE) and word not in form:
                wrong.append((language, one.source, form))
    assert wrong == []


def test_no_english_is_left() -> None:
    wrong = []
    for language, one, form in chinese():
        bare = re.sub(r"\{\w*\}|%n|\(&\w\)", "", form)
        words = re.findall(r"[A-Za-z][A-Za-z0-9]+", bare)
        left = [word for word in words if word not in SAME and not re.fullmatch(r"F\d+", word)]
        same = form == one.source and re.search(r"[a-z]{3}", re.sub(r"\{\w*\}", "", form))
        if left or (same and form not in SAME):
            wrong.append((language, one.source, form, left))
    assert wrong == []


def test_compiled_texts_are_what_lrelease_makes(tmp_path: Path, qapp: QApplication) -> None:
    lrelease = translations.lupdate().with_name("lrelease")
    for language in FORMS:
        theirs = tmp_path / f"{language}.qm"
        command = [str(lrelease), "-silent", str(file_of(language)), "-qm", str(theirs)]
        subprocess.run(command, check=True)
        own, wanted = QTranslator(), QTranslator()
        assert own.load(str(file_of(language, ".qm")))
        assert wanted.load(str(theirs))
        assert own.language() == wanted.language()
        for one in filter(lambda text: text.translations, TEXTS[language]):
            for count in (-1, 0, 1, 2):
                asked = (one.context, one.source, one.comment, count)
                assert own.translate(*asked) == wanted.translate(*asked) != ""


def test_translations_are_kept_or_move_and_what_is_gone_leaves() -> None:
    old = {("a", "one", ""): ("eins",), ("a", "two", ""): ("zwei",)}
    new = [
        Message("a", "one"),
        Message("b", "two"),
        Message("a", "three"),
        Message("a", "one", "x"),
    ]
    found = translations.merged(new, old)
    assert [one.translations for one in found] == [("eins",), ("zwei",), (), ()]


def test_a_file_that_is_written_is_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "some.ts"
    wanted = [
        Message("a", "<%n> & more", "why", ("<%n> & eins", "<%n> & zwei")),
        Message("b", "none yet"),
        Message("b", "done", "", ("fertig",)),
    ]
    translations.write(path, "en", wanted)
    assert translations.read(path) == wanted


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[None]:
    """Let a test switch languages, and switch back."""
    yield
    i18n.set_language("en")


@pytest.mark.usefixtures("languages")
def test_widgets_are_told_of_another_language() -> None:
    heard: list[str] = []

    class Listener(i18n.Retranslated):
        def retranslate(self) -> None:
            heard.append(QCoreApplication.translate("Actions", "Quit"))

    widget = Listener()
    for language in ("zh_hant", "zh_hans", "en"):
        i18n.set_language(language)
        QCoreApplication.sendPostedEvents()
        assert i18n.language() == language
    assert [heard[0], *dict.fromkeys(heard)][1:] == ["結束", "退出", "Quit"]
    widget.deleteLater()


@pytest.mark.usefixtures("languages")
def test_locale_and_names_follow_the_language() -> None:
    names = Names("Hall", "廳", "厅")
    seen = []
    for language in i18n.LANGUAGES:
        i18n.set_language(language)
        seen.append((i18n.pick(names), i18n.locale().name(), QLocale().name()))
    assert seen == [
        ("Hall", "en_GB", "en_GB"),
        ("廳", "zh_HK", "zh_HK"),
        ("厅", "zh_CN", "zh_CN"),
    ]


def test_a_language_that_there_is_not_is_refused(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="de"):
        i18n.set_language("de")
