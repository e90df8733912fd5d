"""The kinds of planted case, each with the outcome that it must have."""
