"""From a read batch to acknowledged events: reserve, keep the evidence, publish, answer."""
