"""Allowance: what each buyer has used of the annual limit."""
