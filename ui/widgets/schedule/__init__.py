"""The day grid: resources down, time across, painted by itself."""
