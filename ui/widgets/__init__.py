"""Parts that pages are built of; they know plain rows and models, never services."""
