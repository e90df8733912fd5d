"""The processor `credit.decisions`: the decision of credit on each declaration, and what its end enters."""
