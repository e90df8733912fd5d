"""
A producer with a newer contracts package: publishes its schema, then writes three records that use the new field.

Run as ``python -m tests.support.mesh.newer_producer BOOTSTRAP MESH KEY`` with that package first on the path.
"""

import sys
from typing import Any

from confluent_kafka import Producer

from contracts import codec
from contracts.forex import TotalEntered
from contracts.mesh import SchemaPublished
from contracts.topics import FOREX_TOTAL_ENTRIES, MESH_SCHEMAS
from mesh.wire import names


def main(bootstrap: str, mesh: str, key: str) -> None:
    """Write and wait for the acknowledgement."""
    producer = Producer({"bootstrap.servers": bootstrap, "partitioner": "murmur2_random"})
    number = codec.id_of(TotalEntered)
    schema = SchemaPublished(
        schema_id=number, full_name=codec.full_name(TotalEntered), schema_json=codec.SCHEMAS[number]
    )
    producer.produce(names.physical(mesh, MESH_SCHEMAS), codec.encode(schema), str(number))
    assert producer.flush(30) == 0
    for count in range(3):
        fields: dict[str, Any] = {
            "enterprise_code": key,
            "entry_id": f"newer-{count}",
            "month": "2026-01",
            "amount_cny_e5": 1,
            "remark": "only the newer package has this field",
        }
        producer.produce(names.physical(mesh, FOREX_TOTAL_ENTRIES), codec.encode(TotalEntered(**fields)), key)
    assert producer.flush(30) == 0


if __name__ == "__main__":
    main(*sys.argv[1:])
