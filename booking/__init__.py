"""Booking of rooms, labs and equipment: rules, storage and services. No Qt anywhere."""
