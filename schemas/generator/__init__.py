"""What `generate.py` is made of: reading the contract, and one writer per kind of output."""
