"""Exports: order, receipt of payment and list under an order number, and how the list stands until its goods left."""
