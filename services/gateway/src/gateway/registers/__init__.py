"""Registers as the gateway knows them: what is in force, and changes that two persons agree on."""
