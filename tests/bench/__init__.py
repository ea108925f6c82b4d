"""Measurements, each beside its raw limit: `python -m tests.bench`. Nothing here is asserted."""
