"""The commands, one module for each concern; `yidian.main` puts them together."""
