"""The routes of views."""
