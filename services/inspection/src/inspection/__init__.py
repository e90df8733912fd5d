"""Inspection and quarantine: grades declarations, draws samples, holds them and acts on inspectors' findings."""
