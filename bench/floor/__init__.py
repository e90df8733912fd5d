"""What it costs to move a declaration's records, alone: no rule, no codec, no state store, no HTTP."""
