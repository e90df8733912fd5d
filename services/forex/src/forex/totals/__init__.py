"""The processor `forex.totals`: sums paid, by enterprise and month."""
