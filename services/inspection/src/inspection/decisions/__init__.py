"""The processor `inspection.decisions`: the decision of inspection on each declaration."""
