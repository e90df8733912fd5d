"""The routes of registers and of their changes."""
