"""The processor `tax.guarantee`: what of each guarantee is blocked, and for which declaration."""
