"""The processor `forex.decisions`: the decision of forex on each declaration."""
