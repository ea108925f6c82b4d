"""The full editor of a booking: several resources with their own times, people, notes."""

from ui.dialogs.editor.dialog import BookingEditor

__all__ = ["BookingEditor"]
