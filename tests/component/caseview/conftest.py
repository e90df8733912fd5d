"""The routes on the case view and the receipts, without Kafka."""

from tests.support.caseview.routes import gateway

__all__ = ["gateway"]
