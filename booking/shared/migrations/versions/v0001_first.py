"""The first schema: tables of app; functions are in booking/shared/sql and are made anew at every
upgrade.

Revision ID: 0001 Revises: none
"""

from __future__ import annotations

from importlib.resources import files

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    ddl = files("booking.shared.migrations").joinpath("ddl_0001.sql").read_text("utf-8")
    driver = op.get_bind().connection.driver_connection
    if driver is None:  # pragma: no cover - SQLAlchemy's type allows it for closed connections only
        raise RuntimeError("no driver connection")
    driver.execute(ddl)  # several statements: the simple protocol, no parameters


def downgrade() -> None:
    """Drop the tables; the schemas stay, the roles made them.

    There is nothing before the first version, so this only serves `alembic downgrade base` in a
    test database.
    """
    op.execute(
        "do $$ declare t text; begin for t in select tablename from pg_catalog.pg_tables "
        "where schemaname = 'app' loop "
        "execute pg_catalog.format('drop table app.%I cascade', t); end loop; end $$"
    )
