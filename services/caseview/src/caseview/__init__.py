"""
The case view: what became of every declaration, as relational tables folded from topics.

It is off the clearance path, may lag, and can be dropped and rebuilt at any time. It holds no personal data.
"""
