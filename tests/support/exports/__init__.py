"""The export month in memory."""
