"""Receipts as the messages of the unified version in XML: each document's answer, and CEB 792, 816, 818, 900. Pure."""
