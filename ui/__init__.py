"""The desktop window. It knows services and models, and never storage."""
