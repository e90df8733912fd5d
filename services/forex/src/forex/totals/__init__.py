"""The processor `forex.totals`: what was paid, by enterprise and month."""
