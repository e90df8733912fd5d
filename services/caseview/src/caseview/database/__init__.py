"""The view's tables, and how rows get into them."""
