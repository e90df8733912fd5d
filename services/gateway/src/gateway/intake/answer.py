"""What a sender is told of each record of a batch."""

from typing import Literal

import msgspec

from edge.problems.problem import FieldError


class ItemAnswer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, rename="camel"):
    """
    What became of one record: received, malformed, refused (the sender may not send it), or repeated (equal content
    earlier in the same request).

    return_status, return_info, message_type: as a CEB900 receipt has them, for a malformed or refused record; ceb900:
    that receipt, if the batch was a CEB message.
    """

    row: int
    outcome: Literal["received", "malformed", "refused", "repeated"]
    type: str | None = None
    document_id: str | None = None
    order_no: str | None = None
    repeats: int | None = None
    return_status: str | None = None
    return_info: str | None = None
    message_type: str | None = None
    ceb900: str | None = None
    errors: tuple[FieldError, ...] = ()
