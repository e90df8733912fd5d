"""Bills: which parcels master lists name, which have arrived, and which have departed."""
