"""A real X server without a screen, with a mouse: what a program shows there, and clicks on it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import POINTER, byref, c_char_p, c_int, c_long, c_uint, c_ulong, c_void_p
from ctypes.util import find_library
from typing import NamedTuple, TypeVar

import pytest

Found = TypeVar("Found")
PATIENCE_S = 60.0
LEFT_BUTTON = 1
_VIEWABLE = 2
_CLIENT_MESSAGE = 33


class _Attributes(ctypes.Structure):
    """XWindowAttributes, as far as it is read."""

    _fields_ = (
        ("x", c_int),
        ("y", c_int),
        ("width", c_int),
        ("height", c_int),
        ("_more", c_int * 19),
        ("map_state", c_int),
        ("_rest", ctypes.c_byte * 256),
    )


class _Message(ctypes.Structure):
    """XClientMessageEvent, and room for the rest of XEvent."""

    _fields_ = (
        ("kind", c_int),
        ("serial", c_ulong),
        ("sent", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message", c_ulong),
        ("size", c_int),
        ("data", c_long * 5),
        ("_rest", ctypes.c_byte * 128),
    )


class Shown(NamedTuple):
    """A window in sight: its title, and where it is, in pixels."""

    title: str
    x: int
    y: int
    width: int
    height: int


# A window that goes while it is looked at is an error, and Xlib's own answer to that is to exit.
_PASS_OVER = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p)(lambda _display, _error: 0)


class Screen:
    """One connection to an X server.

    Attributes:
        name: of the display, for example ":3".
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._x = ctypes.CDLL(find_library("X11"))
        self._test = ctypes.CDLL(find_library("Xtst"))
        self._x.XSetErrorHandler(_PASS_OVER)
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XDefaultRootWindow.restype = self._x.XInternAtom.restype = c_ulong
        self._display = c_void_p(self._x.XOpenDisplay(name.encode()))
        assert self._display.value, name
        self._root = c_ulong(self._x.XDefaultRootWindow(self._display))

    def close(self) -> None:
        """End the connection."""
        self._x.XCloseDisplay(self._display)

    def windows(self) -> list[Shown]:
        """Return the windows in sight that have a title, from below."""
        found = []
        for window in self._below(self._root):
            title, seen = c_char_p(), _Attributes()
            self._x.XFetchName(self._display, window, byref(title))
            if title.value and self._x.XGetWindowAttributes(self._display, window, byref(seen)):
                text = title.value.decode("utf-8", "replace")
                if seen.map_state == _VIEWABLE:
                    found.append(Shown(text, *self._place(window), seen.width, seen.height))
            self._x.XFree(title)
        return found

    def click(self, x: int, y: int) -> None:
        """Press and release the left button somewhere."""
        self._test.XTestFakeMotionEvent(self._display, -1, x, y, c_ulong(0))
        for down in (1, 0):
            self._test.XTestFakeButtonEvent(self._display, LEFT_BUTTON, down, c_ulong(0))
        self._x.XFlush(self._display)

    def close_window(self, title: str) -> None:
        """Ask a window to close, as its button does it."""
        for window in self._below(self._root):
            named = c_char_p()
            self._x.XFetchName(self._display, window, byref(named))
            if named.value and named.value.decode("utf-8", "replace").startswith(title):
                message = _Message()
                message.kind, message.window, message.size = _CLIENT_MESSAGE, window.value, 32
                message.message = self._atom("WM_PROTOCOLS")
                message.data[0] = self._atom("WM_DELETE_WINDOW")
                self._x.XSendEvent(self._display, window, 0, c_long(0), byref(message))
            self._x.XFree(named)
        self._x.XFlush(self._display)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._display, name.encode(), 0))

    def _place(self, window: c_ulong) -> tuple[int, int]:
        """Return where a window's upper left corner is on the screen."""
        x, y, child = c_int(), c_int(), c_ulong()
        where = (c_int(0), c_int(0), byref(x), byref(y), byref(child))
        self._x.XTranslateCoordinates(self._display, window, self._root, *where)
        return x.value, y.value

    def _below(self, window: c_ulong) -> Iterator[c_ulong]:
        """Yield all windows in a window, and in those."""
        root, parent, count = c_ulong(), c_ulong(), c_uint()
        children = POINTER(c_ulong)()
        asked = (byref(root), byref(parent), byref(children), byref(count))
        if not self._x.XQueryTree(self._display, window, *asked):
            return
        found = [c_ulong(children[n]) for n in range(count.value)]
        self._x.XFree(children)
        for one in found:
            yield one
            yield from self._below(one)


@contextmanager
def x_server(width: int, height: int) -> Iterator[Screen]:
    """Run an X server, without anything that manages windows; skips where there is none."""
    server = shutil.which("Xvfb")
    if server is None or find_library("X11") is None or find_library("Xtst") is None:
        pytest.skip("apt install xvfb libxtst6")
    read_end, write_end = os.pipe()
    size = f"{width}x{height}x24"
    with subprocess.Popen(
        [server, "-displayfd", str(write_end), "-screen", "0", size, "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(write_end)
        try:
            with os.fdopen(read_end) as answer:
                screen = Screen(f":{answer.readline().strip()}")
            yield screen
            screen.close()
        finally:
            process.terminate()


def wait_for(true: Callable[[], Found], seconds: float = PATIENCE_S) -> Found:
    """Ask until the answer is yes, and return it."""
    late = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < late, "in vain"
        time.sleep(0.05)
    return found
