"""The gateway's own database: organisations, wrapped keys, reserved batches. The case view is elsewhere."""
