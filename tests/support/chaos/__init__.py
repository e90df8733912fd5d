"""Disturbance: load through the gateway, kills of any process, and a look from outside at what became of everything."""
