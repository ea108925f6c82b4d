"""A demonstration in a folder of its own: a real server, sample data, two desktops."""
