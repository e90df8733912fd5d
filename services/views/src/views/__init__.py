"""
Views: read models over compacted topics, made of what `contracts.views` says of each; no view has code of its own.

They lie off the way of clearance, may lag, and are built again from their topics at any time.
"""
