"""Receipts: what customs decided, told to each party in the terms of CEB 312, 412, 512, 622 and 624."""
