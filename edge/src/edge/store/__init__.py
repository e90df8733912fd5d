"""The gateway's own database: organisations, wrapped keys, reserved batches, changes of registers, reads."""
