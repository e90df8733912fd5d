"""What the view keeps of changes of registers: an entry a row. Pure, as `caseview.fold.records`."""

from caseview.fold.rows import Rows
from contracts.gateway import RegisterAmended
from mesh.wire.records import Inbound


def amended(rows: Rows, record: RegisterAmended, source: Inbound) -> None:
    """Take in a change that two persons agreed on; it is no line of any order's timeline."""
    del source
    for row in record.rows:
        rows.register_changes[record.change_id, row.code, row.version] = {
            "change_id": record.change_id,
            "code": row.code,
            "version": row.version,
            "register": record.register,
            "valid_from": row.valid_from,
            "valid_to": row.valid_to,
            "withdrawn": int(bool(row.withdrawn)),
            "content_digest": row.content_digest.hex(),
            "proposed_by": record.proposed_by,
            "proposed_under": record.proposed_under,
            "proposed_at_ms": record.proposed_at_ms,
            "authority": record.authority,
            "reason": record.reason,
            "approved_by": record.approved_by,
            "approved_under": record.approved_under,
            "approved_at_ms": record.approved_at_ms,
        }
