"""Filing: takes the filings of enterprises once for all agencies, and tells each how it stands with whom it asks."""
