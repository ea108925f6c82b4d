"""The command line `loop-booking`."""
