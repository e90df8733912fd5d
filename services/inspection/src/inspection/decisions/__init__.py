"""The processor `inspection.decisions`: what inspection decides on each declaration."""
