"""Who is connected: organisations, their codes, roles and keys."""
