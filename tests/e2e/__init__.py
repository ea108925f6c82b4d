"""Tests of whole programs: processes, files and a server."""
