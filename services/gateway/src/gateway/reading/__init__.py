"""Bytes to items: the ways a batch can be written down. Judges form only."""
