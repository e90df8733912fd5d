"""Receipts: what customs decided, told to each party in the terms of the CEB message that answers it."""
