"""Receipts as the messages of the unified version: CEB 312, 412, 512, 622, 624, 816, 818 and 900 in XML. Pure."""
