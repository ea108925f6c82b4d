"""Rows for views: item models and plain builders, no widgets."""
