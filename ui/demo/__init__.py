"""The window of the demonstration: who one wants to be, a tour by mouse and keys, and pictures.

Nothing is imported here, so that what must be known before Qt is loaded can be asked.
"""
