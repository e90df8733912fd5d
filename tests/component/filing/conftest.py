"""A gateway in memory for every test."""

from tests.support.gateway.in_memory import gateway

__all__ = ["gateway"]
