"""What each document must satisfy by itself, before anything on file is looked at: one file per document."""
