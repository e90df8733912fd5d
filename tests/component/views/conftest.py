"""The routes on views, without Kafka."""

from tests.support.views.routes import gateway

__all__ = ["gateway"]
