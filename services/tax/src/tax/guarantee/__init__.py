"""The processor `tax.guarantee`: the blocked amount of each guarantee, by declaration."""
