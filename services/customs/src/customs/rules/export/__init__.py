"""Rules of export: the match, simplified classification, sites, amounts in yuan, working days."""
