"""
The errors of the mesh, and the reaction of the poll loop to each: it goes by the class, not by the message.

A refusal by an agency is an event, never one of these.
"""


class MeshError(Exception):
    """Base of all. `code` is stable and appears in dead letters, logs and problem reports."""

    code = "mesh_error"


class ConfigurationError(MeshError):
    """The mesh or a register is set up wrongly; at start-up all problems are listed together and the exit code is 2."""

    code = "configuration"


class InvalidMessage(MeshError):
    """A record cannot be decoded or is in the wrong partition. No step is retried: the record's key is parked."""

    code = "invalid_message"


class TooLarge(MeshError):
    """A record that a step puts or emits is larger than Kafka accepts. The key of its cause is parked."""

    code = "too_large"


class UnknownSchema(MeshError):
    """A record's schema is not published. The partition waits for it for a time, then the record's key is parked."""

    code = "unknown_schema"

    def __init__(self, schema_id: int) -> None:
        super().__init__(
            f"schema {schema_id} is not published: nothing in it can be read until it stands on mesh.schemas.v1"
        )
        self.schema_id = schema_id


class TemporaryFailure(MeshError):
    """A connector could not reach its system; the same step is run again with back-off, in the same order."""

    code = "temporary_failure"
