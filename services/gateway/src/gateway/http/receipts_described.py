"""How receipts are described: the schema follows from the contract's record, the words stand here."""

from typing import Any

import msgspec

from contracts.gateway import ReceiptIssued

NOT_SHOWN = "audience"
DESCRIPTIONS = {
    "receipt_id": "the same when the same receipt comes again",
    "document": "what it is about; of a tax bill its list by number, without an id",
    "return_status": "CEB returnStatus; of CEB816 and CEB818 the bill's: 1 generated, 2 summarised, 3 void",
    "return_info": "CEB returnInfo: text, or [Code:nnnn;Desc:text]",
    "return_at_ms": "when it was decided, ms UTC; order receipts by it, then by progress of the status",
    "verdict": "on the first receipt of a submitted document",
    "reasons": "the same, structured; each code has its page under /errors",
    "order_no": "orderNo, as sent",
    "platform_code": "ebpCode",
    "merchant_code": "ebcCode",
    "agent_code": "agentCode",
    "customs_code": "customsCode",
    "cop_no": "copNo; preNo where none was given",
    "pre_entry_no": "preNo",
    "list_no": "invtNo, once customs has accepted the list",
    "declaration_id": "of a list",
    "revision": "of a list: 1, more by one with every change",
    "batch_id": "batch of the document, on its first receipt",
    "batch_index": "place in it, from 0",
    "message_type": "the message that tells it: CEB312, 412, 512, 622, 624, 816 or 818",
    "tax_bill": "of CEB816 and CEB818; amounts in 1/100,000 CNY",
}
"""By field. A courier, who sees how the parcel stands and no more, gets the others as null and no reasons."""


def schemas() -> dict[str, Any]:
    """Return the components of a receipt and of a page of them."""
    _, components = msgspec.json.schema_components([ReceiptIssued], ref_template="#/components/schemas/{name}")
    receipt = components.pop("ReceiptIssued")
    properties = {name: schema for name, schema in receipt["properties"].items() if name != NOT_SHOWN}
    for name, schema in properties.items():
        schema["description"] = DESCRIPTIONS[name]
    required = [name for name in receipt["required"] if name != NOT_SHOWN]
    described = {"type": "object", "description": "A receipt", "properties": properties, "required": required}
    page = {
        "type": "object",
        "required": ["receipts", "next", "caught_up"],
        "properties": {
            "receipts": {"type": "array", "items": {"$ref": "#/components/schemas/Receipt"}},
            "next": {"type": "string", "description": "the cursor to go on from"},
            "caught_up": {"type": "boolean", "description": "there was no more"},
        },
    }
    return {**components, "Receipt": described, "ReceiptPage": page}
