"""Tests of the local cache and the outbox."""
