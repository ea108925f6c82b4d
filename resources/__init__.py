"""Data files of the program: sample inventory, icons, translations."""
