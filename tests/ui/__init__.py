"""Tests of the desktop window and what runs before it."""
