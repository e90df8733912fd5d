"""Clearance: joins the documents of an order, publishes the declaration's lifecycle and joins the decisions on it."""
