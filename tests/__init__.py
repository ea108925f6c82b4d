"""Tests: run by the command in README.md, real PostgreSQL and real SQLite throughout."""
