"""
Straight-line Avro codecs, one module per namespace (generated), on the primitives in `primitives`.

A writer returns the bytes of one record; a reader takes a buffer and a position and returns record and new position.
"""
