"""Tax, as levied on retail imports: assesses each line and blocks the amount on the guarantor's guarantee."""
