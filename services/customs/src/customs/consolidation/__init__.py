"""Consolidation: which closed export lists make which declaration, once each, and what customs certifies of them."""
