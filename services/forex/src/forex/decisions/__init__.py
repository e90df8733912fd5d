"""The processor `forex.decisions`: what forex decides on each declaration."""
