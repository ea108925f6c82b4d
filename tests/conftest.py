"""What all tests share: one real PostgreSQL server a run, and the length of campaigns."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from booking.shared.embedded import EmbeddedServer
from tests.zones import Zone, fresh_zone, make_template

SERVER_VARIABLE = "LOOP_BOOKING_TEST_SERVER"
"""Directory of the run's server; set by the first process, inherited by pytest-xdist's workers."""

# Speed only: a test that ends the server with SIGKILL still finds what was committed, since the
# operating system goes on. Production keeps fsync.
_SETTINGS = {"fsync": "off", "max_connections": "200"}


def _is_worker(config: pytest.Config) -> bool:
    return hasattr(config, "workerinput")


def _server() -> EmbeddedServer:
    return EmbeddedServer(Path(os.environ[SERVER_VARIABLE]), settings=_SETTINGS)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --campaign: how long the tests marked `campaign` go on."""
    parser.addoption(
        "--campaign",
        choices=("short", "full"),
        default="full",
        help="length of the tests marked campaign (selected with -m campaign)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Name the run's server directory, and let Qt draw into memory where there is no display."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if not _is_worker(config):
        top = tempfile.mkdtemp(prefix="loop-tests-")
        os.environ[SERVER_VARIABLE] = str(Path(top) / "server")


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the run's server, if a test has started it, and remove it."""
    if not _is_worker(config):
        server = _server()
        try:
            server.remove()
        finally:
            shutil.rmtree(server.directory.parent)  # locks and the like stand beside it


@pytest.fixture(scope="session")
def pg_server() -> EmbeddedServer:
    """The run's PostgreSQL server, started; shared by all tests and workers, so never stop it.

    A test that stops or kills a server makes one of its own in its tmp_path.
    """
    server = _server()
    server.start()
    return server


@pytest.fixture(scope="session")
def full_campaign(pytestconfig: pytest.Config) -> bool:
    """Whether campaigns run at full length (default) or short (--campaign=short, as CI does)."""
    return bool(pytestconfig.getoption("--campaign") == "full")


@pytest.fixture(scope="session")
def sample_template(pg_server: EmbeddedServer, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of the run's template database: schema, sample inventory and people; made once."""
    return make_template(pg_server, tmp_path_factory.getbasetemp())


@pytest.fixture
def zone(pg_server: EmbeddedServer, sample_template: str) -> Iterator[Zone]:
    """A fresh database of its own with the sample inventory and people."""
    with fresh_zone(pg_server, sample_template) as made:
        yield made
