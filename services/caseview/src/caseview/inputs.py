"""The topics that the view folds, as the contract says."""

from contracts import topics

FOLLOWED_ROLES = {"dead-letters", "commands"}
"""Roles of topics that tell which keys are parked, and what is asked about them."""


def inputs() -> tuple[str, ...]:
    """Return every topic that names the view as its consumer, and those of the roles that it follows."""
    return tuple(
        topic.name
        for topic in topics.TOPICS.values()
        if "gateway.view" in topic.consumers or topic.role in FOLLOWED_ROLES
    )
