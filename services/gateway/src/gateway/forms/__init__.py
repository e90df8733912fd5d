"""
The form of every document: what the contract says of its fields (`contracts.documents`), made ready to read with.

One table of fields drives XML and JSON alike; element names are the same in both.
"""
