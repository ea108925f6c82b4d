"""Where each field of a resource's form stands: sections, lines, and (field, columns of twelve)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.i18n import QT_TRANSLATE_NOOP

SECTIONS: Final = (
    (
        QT_TRANSLATE_NOOP("ResourceForm", "What it is"),
        (
            (("code", 4), ("site", 4), ("floor", 4)),
            (("name", 12),),
            (("kind", 4), ("lab_class", 4), ("mode", 4)),
            (("description", 12),),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("ResourceForm", "What it offers"),
        (
            (("capacity", 4), ("area_m2", 4), ("units", 4)),
            (("unit_name", 12),),
            (("features", 12),),
            (("located_in", 6), ("parts", 6)),
        ),
    ),
    (
        QT_TRANSLATE_NOOP("ResourceForm", "How it is booked"),
        (
            (("policy", 6), ("hours", 6)),
            (("rate_fen", 4), ("rate_unit", 4), ("state", 4)),
            (("classes", 8), ("bookable", 4)),
        ),
    ),
)


def section_title(title: str) -> str:
    """Return what stands over a section, in the interface's language."""
    return QCoreApplication.translate("ResourceForm", title)
