"""
The contract in Python: records, topics and their codec.

Generated from `schemas/` and committed: `topics`, `schemas`, `codes` and one module per namespace.
Written by hand: `codec` (the way in), `plans` with `_avro` (its native part), `foreign`, `errors`.
"""
