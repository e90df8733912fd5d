"""What can go wrong between bytes and records. Messages never hold a record's content."""


class ContractError(Exception):
    """Base of all."""


class UnknownSchemaId(ContractError):
    """The bytes name a schema that is neither local nor learnt yet."""

    def __init__(self, schema_id: int) -> None:
        super().__init__(f"schema {schema_id} is not known yet")
        self.schema_id = schema_id


class Undecodable(ContractError):
    """The bytes are no record in the wire format, or not one of the schema they name."""


class Unencodable(ContractError):
    """A record holds a value that its schema does not allow: the program that built it is at fault."""


class SchemaRefused(ContractError):
    """A schema cannot be learnt: it is not Avro, or it does not have the id under which it came."""
