"""
CEB900: what failed the form check, told with the text that was sent.

It is part of the answer to the request itself, so it needs no place of its own: a retry under the same Idempotency-Key
gets the same one.
"""

import re

from edge.ceb import message_types
from edge.ceb.xml import block, cdata, element, guid, message, return_time
from gateway.forms.findings import CEB900_STATUS
from mesh.declared.equivalence import code

INFO_MOST = 5000
TEXT_MOST = 65_536  # characters of what was sent; who sent more has it still
_GUID = re.compile(r"[0-9A-Za-z-]{36}")


def rejected(
    *, sent: str, sent_guid: str, message_type: str | None, info: str, at_ms: int, message_id: str, place: int = 0
) -> bytes:
    """
    Write the CEB900 of a record, or of a whole envelope.

    sent: its text. sent_guid: the record's guid, echoed if it has the form of one. message_id: what the answer calls
    the batch (oriCopMsgId). place: the record's row, 0 for the envelope.
    """
    seeds = ("format check", message_id, str(place))
    sent_guid = code(sent_guid)
    own = sent_guid if _GUID.fullmatch(sent_guid) else guid("record", *seeds)
    record = block(
        "MessageReturn",
        (
            element("guid", own),
            element("returnStatus", CEB900_STATUS),
            element("returnInfo", info[:INFO_MOST]),
            element("returnTime", return_time(at_ms)),
            element("oriCopMsgId", message_id[:255]),
            element("oriMessageType", (message_type or "Unknown")[:15]),
            cdata("oriBizMessage", sent[:TEXT_MOST]),
        ),
    )
    return message(message_types.MALFORMED, guid("message", *seeds), (record,))
