"""Windows that open over the main window, and what opens in place."""
