"""Tests of push, pull and the worker."""
