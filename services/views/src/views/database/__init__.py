"""The tables of views: one per view and layout, built beside the old one, with the offsets after its rows."""
