"""The local SQLite files: a disposable copy of the shared data, and the outbox."""
