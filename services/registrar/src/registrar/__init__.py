"""Registers change by two persons: proposals, their approval, and what is published of them."""
