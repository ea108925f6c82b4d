"""An item that was taken out of its booking is in none, and stays for its allocations' tombstones.

Revision ID: 0002 Revises: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let an item stand without a booking."""
    op.execute("alter table app.booking_item alter column booking_id drop not null")


def downgrade() -> None:
    """Ask for a booking again; fails where an item was taken out of one."""
    op.execute("alter table app.booking_item alter column booking_id set not null")
