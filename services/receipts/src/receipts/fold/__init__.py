"""From verdicts, lifecycle events and tax bills to receipts. Pure."""
