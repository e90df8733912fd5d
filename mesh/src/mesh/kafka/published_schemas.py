"""Published schemas: the reading of a record of `mesh.schemas`, the same for every reader."""

from contracts import codec
from contracts.mesh import SchemaPublished


def learned(value: bytes | None) -> SchemaPublished:
    """Learn the schema that a record publishes, and return it. Raises Refused; readers pass such a record over."""
    try:
        published = codec.decode(value or b"")
        if not isinstance(published, SchemaPublished):
            raise Refused(f"no published schema but a {type(published).__name__}")
        codec.learn(published.schema_id, published.schema_json)
    except (codec.Undecodable, codec.UnknownSchemaId, codec.SchemaRefused) as error:
        raise Refused(str(error)) from error
    return published


class Refused(ValueError):
    """A record is no schema that can be used."""
