"""Personal data: normalised, digested under keys, encrypted. Nothing of it leaves the gateway in the clear."""
