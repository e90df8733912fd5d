"""The gateway's own routes, and the application over those of every member."""
