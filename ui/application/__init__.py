"""The program: it starts Qt, signs people in, and shows the window. Importing this loads Qt."""

from ui.application.starting import run, start_qt

__all__ = ["run", "start_qt"]
