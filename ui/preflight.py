"""Checks before Qt is loaded, each with one plain sentence.

Without a display, or with a system library missing, Qt ends the process with an abort and often
blames the wrong library. So the display is asked first, and the dynamic loader names the library.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import re
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from booking.errors import EnvironmentProblem

EXIT_ENVIRONMENT = 3
"""Exit code for a problem of the machine, the same as the command line's."""

_BASE_PACKAGES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_PLATFORM_PACKAGES: Mapping[str, Mapping[str, str]] = {
    "xcb": {
        "libX11.so.6": "libx11-6",
        "libX11-xcb.so.1": "libx11-xcb1",
        "libxcb.so.1": "libxcb1",
        "libxcb-cursor.so.0": "libxcb-cursor0",
        "libxcb-icccm.so.4": "libxcb-icccm4",
        "libxcb-image.so.0": "libxcb-image0",
        "libxcb-keysyms.so.1": "libxcb-keysyms1",
        "libxcb-randr.so.0": "libxcb-randr0",
        "libxcb-render.so.0": "libxcb-render0",
        "libxcb-render-util.so.0": "libxcb-render-util0",
        "libxcb-shape.so.0": "libxcb-shape0",
        "libxcb-shm.so.0": "libxcb-shm0",
        "libxcb-sync.so.1": "libxcb-sync1",
        "libxcb-xfixes.so.0": "libxcb-xfixes0",
        "libxcb-xkb.so.1": "libxcb-xkb1",
        "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    },
    "wayland": {
        "libwayland-client.so.0": "libwayland-client0",
        "libwayland-cursor.so.0": "libwayland-cursor0",
        "libwayland-egl.so.1": "libwayland-egl1",
    },
}
"""Debian 12's packages of the libraries that PySide6-Essentials does not bring along."""

Loader = Callable[[str], object]
"""Loads a library by name or path; raises OSError whose text begins with the missing name."""


def preflight(environment: Mapping[str, str], load: Loader = ctypes.CDLL) -> str:
    """Find out whether Qt can start here.

    Args:
        environment: environment variables.
        load: loads a shared library.

    Returns:
        The platform that will do, for QT_QPA_PLATFORM; "" where Qt needs no such choice.

    Raises:
        EnvironmentProblem: "qt_not_installed", "no_display" or "qt_libraries_missing".
    """
    package = qt_directory()
    if not sys.platform.startswith("linux"):
        return ""
    platform = choose_platform(environment, load)
    check_libraries(package, platform, load)
    return platform


def qt_directory() -> Path:
    """Directory of the package PySide6, which is found without being loaded.

    Raises:
        EnvironmentProblem: "qt_not_installed".
    """
    spec = importlib.util.find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise EnvironmentProblem(
            "qt_not_installed",
            "Qt for Python is not installed: pip install 'PySide6-Essentials>=6.11.2,<6.12'.",
        )
    return Path(spec.submodule_search_locations[0])


def choose_platform(environment: Mapping[str, str], load: Loader = ctypes.CDLL) -> str:
    """The Qt platform for this session: the one asked for, else Wayland, else X11.

    Raises:
        EnvironmentProblem: "no_display".
    """
    asked = re.split("[:;]", environment.get("QT_QPA_PLATFORM", ""))[0]
    wayland, x11 = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if asked not in ("", "xcb", "wayland"):
        return asked
    if asked != "xcb" and wayland and _wayland_answers(environment, wayland):
        return "wayland"
    if asked != "wayland" and x11 and _x11_answers(x11, load):
        return "xcb"
    if not (wayland or x11):
        sentence = "There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."
    else:
        names = f"WAYLAND_DISPLAY={wayland}" if wayland else f"DISPLAY={x11}"
        sentence = f"The display does not answer ({names})."
    raise EnvironmentProblem("no_display", sentence)


def _wayland_answers(environment: Mapping[str, str], name: str) -> bool:
    # A relative name stands in the runtime directory: wl_display_connect(3).
    place = Path(environment.get("XDG_RUNTIME_DIR", "")) / name
    if not place.is_absolute():
        return False
    try:
        with socket.socket(socket.AF_UNIX) as sock:
            sock.settimeout(5)
            sock.connect(str(place))
    except OSError:
        return False
    return True


def _x11_answers(display: str, load: Loader) -> bool:
    try:
        xcb = load("libxcb.so.1")
    except OSError:
        return True  # cannot be asked; the check of libraries names what is missing
    if not isinstance(xcb, ctypes.CDLL):
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(os.fsencode(display), None))
    # xcb_connect never returns NULL; a failed connection is freed the same way.
    failed: int = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return failed == 0


def check_libraries(package: Path, platform: str, load: Loader = ctypes.CDLL) -> None:
    """Load Qt's plugin for a platform, and name the system's packages when that fails.

    Args:
        package: directory of PySide6.
        platform: for example "offscreen", "xcb", "wayland".
        load: loads a shared library.

    Raises:
        EnvironmentProblem: "qt_libraries_missing".
    """
    needed = [
        package / "Qt" / "plugins" / "platforms" / f"libq{platform}.so",
        package / "Qt" / "lib" / "libQt6Widgets.so.6",
    ]
    complaint = next((said for path in needed if (said := _refusal(str(path), load))), None)
    if complaint is None:
        return
    known = {**_BASE_PACKAGES, **_PLATFORM_PACKAGES.get(platform, {})}
    missing = [name for name in known if _refusal(name, load)]
    if missing:
        apt = " ".join(dict.fromkeys(known[name] for name in missing))
        sentence = (
            f"Qt cannot start because system libraries are missing ({', '.join(missing)}): "
            f"apt install {apt}"
        )
    else:
        sentence = f"Qt's platform {platform!r} cannot be loaded: {complaint}."
    raise EnvironmentProblem("qt_libraries_missing", sentence)


def _refusal(name: str, load: Loader) -> str | None:
    try:
        load(name)
    except OSError as problem:
        return str(problem)
    return None


def main() -> int:
    """Check this session and say what is wrong; exit code 0 or 3."""
    try:
        preflight(os.environ)
    except EnvironmentProblem as problem:
        sys.stderr.write(f"{problem}\n")
        return EXIT_ENVIRONMENT
    return 0


if __name__ == "__main__":
    sys.exit(main())
