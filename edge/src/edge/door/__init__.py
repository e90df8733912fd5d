"""Connections before they are requests: what a client may send and how long it may take, for gateway and console."""
