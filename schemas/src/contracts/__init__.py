"""
The contract in Python: records, topics and codecs.

Generated from `schemas/` and committed: `topics`, `schemas`, one module per namespace, and their codecs in `wire`.
Written by hand: `codec` (the way in), `foreign`, `errors`, `wire.primitives`.
"""
