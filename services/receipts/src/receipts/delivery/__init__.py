"""Receipts on their way out: read from their topic at any cursor, seen by whom they concern."""
