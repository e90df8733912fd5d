"""
The web console: pages over the gateway's HTTP interface, for officers, integrators, auditors and operators.

It is a client like any other: it asks with the key of who has signed in, so it can show and do nothing that the key may
not, and what is logged there is logged for it too. It has no database, no Kafka and no key of its own.
"""
