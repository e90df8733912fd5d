"""The version of the rules of customs, named by every decision; raised when an outcome changes."""

RULES_VERSION = "5"
