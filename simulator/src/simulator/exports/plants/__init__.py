"""The kinds of planted export, each with the answers that it must get."""
