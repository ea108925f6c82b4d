"""Brings the tables to this program's version, with Alembic: an administrator's dependency."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import psycopg
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool


def migrate(connection: psycopg.Connection[Any]) -> None:
    """Run the migrations that are still to be done as the tables' owner, in one transaction."""
    engine = create_engine(
        "postgresql+psycopg://", creator=lambda: connection, poolclass=StaticPool
    )
    config = Config()
    config.set_main_option("script_location", str(files("booking.shared") / "migrations"))
    connection.autocommit = False
    try:
        with engine.connect() as bound:
            bound.exec_driver_sql("set role loop_owner")
            config.attributes["connection"] = bound
            command.upgrade(config, "head")
            bound.exec_driver_sql("reset role")
            bound.commit()
    finally:
        connection.rollback()
        connection.autocommit = True
