"""Alembic migrations of the shared database; run by the admin command only, as the owner role."""
