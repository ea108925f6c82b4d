"""What tests of the whole window share."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
