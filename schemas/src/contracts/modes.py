# fmt: off
# ruff: noqa
# Generated from schemas/modes by schemas/generate.py. Do not edit: change the contract and run it again.

"""Trade modes of export, with the documents that each needs."""

from contracts.common import DocumentType
from contracts.mode import Mode

MODES: dict[str, Mode] = {
    mode.code: mode
    for mode in (
        Mode(
            code='9610', zh='跨境电商出口零售', en='retail export',
            order_type='E',
            names={}, line_names={},
            match=(DocumentType.EXPORT_ORDER, DocumentType.EXPORT_WAYBILL, DocumentType.EXPORT_LIST,),
            release=(DocumentType.MASTER_LIST, DocumentType.ARRIVAL,),
            close=(DocumentType.DEPARTURE,),
            with_bill=(DocumentType.MASTER_LIST,),
            beside=(DocumentType.EXPORT_RECEIPT,),
            simplified_digits=4, limited=False,
            consolidated='B',
        ),
        Mode(
            code='1210', zh='特殊区域跨境电商出口', en='special-area export',
            order_type='E',
            names={'iacCode': 'bonded_enterprise_code', 'iacName': 'bonded_enterprise_name', 'emsNo': 'account_book_no'}, line_names={'itemRecordNo': 'item_record_no'},
            match=(DocumentType.EXPORT_ORDER, DocumentType.EXPORT_WAYBILL, DocumentType.EXPORT_LIST,),
            release=(DocumentType.MASTER_LIST, DocumentType.ARRIVAL,),
            close=(DocumentType.DEPARTURE,),
            with_bill=(DocumentType.MASTER_LIST,),
            beside=(DocumentType.EXPORT_RECEIPT,),
            simplified_digits=4, limited=False,
            consolidated='B',
        ),
        Mode(
            code='9710', zh='跨境电商B2B直接出口', en='direct export between enterprises',
            order_type='B',
            names={}, line_names={},
            match=(DocumentType.EXPORT_ORDER, DocumentType.EXPORT_WAYBILL, DocumentType.EXPORT_LIST,),
            release=(DocumentType.MASTER_LIST, DocumentType.ARRIVAL,),
            close=(DocumentType.DEPARTURE,),
            with_bill=(DocumentType.MASTER_LIST,),
            beside=(DocumentType.EXPORT_RECEIPT,),
            simplified_digits=6, limited=True,
            consolidated='',
        ),
        Mode(
            code='9810', zh='跨境电商出口海外仓', en='export to an overseas warehouse',
            order_type='W',
            names={}, line_names={},
            match=(DocumentType.EXPORT_ORDER, DocumentType.EXPORT_WAYBILL, DocumentType.EXPORT_LIST,),
            release=(DocumentType.MASTER_LIST, DocumentType.ARRIVAL,),
            close=(DocumentType.DEPARTURE,),
            with_bill=(DocumentType.MASTER_LIST,),
            beside=(DocumentType.EXPORT_RECEIPT,),
            simplified_digits=6, limited=True,
            consolidated='',
        ),
    )
}
"""By code, in the order of the file."""
