"""The processor `tax.assessment`: duty, consumption tax and VAT of each declaration."""
