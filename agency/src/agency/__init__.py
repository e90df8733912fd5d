"""The code that agencies share: the language of rules, the wiring of a decider, findings and holds."""
