"""Synchronisation between the outbox, the cache and the shared database."""
