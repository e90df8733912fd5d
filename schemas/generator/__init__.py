"""The parts of `generate.py`: readers of the contract, and one writer per kind of output."""
