"""Measurements beside their raw limits; never asserted."""
