# fmt: off
# ruff: noqa
# Generated from schemas/documents by schemas/generate.py. Do not edit: change the contract and run it again.

"""Takes decoded blocks of documents apart, and tells whether they are written plainly (`gateway.forms.plain`)."""

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec import UNSET

from contracts import common, trade
from gateway.forms.numbers import count, e5
from gateway.forms.plain import SIMPLE, all_codes, all_numbers, all_texts
from gateway.forms.times import is_date, is_time
from mesh.declared.equivalence import has_letter_or_digit


class Extractors(NamedTuple):
    """
    What takes one block apart; each takes a decoded one.

    check: raises ValueError for a value that is not written as it is meant. clear: fields of the record, absent ones
    left out, in an order on which the content digest rests; raises ValueError or TypeError for what is no number.
    personal: personal fields and remarks by element, empty ones left out.
    """

    check: Callable[[Any], None]
    clear: Callable[[Any], dict[str, Any]]
    personal: Callable[[Any], dict[str, Any]]


_WORDS_1: dict[str, Any] = {"1": common.Operation.ADD, "2": common.Operation.CHANGE, "3": common.Operation.DELETE}
_WORDS_2: dict[str, Any] = {"1": True, "2": False}
_WORDS_3: dict[str, Any] = {"1": trade.SubjectKind.OWN_PLATFORM, "2": trade.SubjectKind.APPLICATION, "3": trade.SubjectKind.SERVICE}
_WORDS_4: dict[str, Any] = {"1": trade.EnterpriseRole.PLATFORM, "2": trade.EnterpriseRole.MERCHANT, "3": trade.EnterpriseRole.PAYMENT, "4": trade.EnterpriseRole.CARRIER, "5": trade.EnterpriseRole.AGENT, "6": trade.EnterpriseRole.GUARANTOR, "7": trade.EnterpriseRole.BONDED}


def _check_import_order(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.orderType}|{shape.ebpCode}|{shape.ebcCode}|{shape.currency}|{shape.buyerIdType}|{shape.payCode or ''}|{shape.consigneeDistrict or ''}|{shape.orderNo}|{shape.payTransactionId or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 10:
        all_codes(shape.guid, shape.orderType, shape.ebpCode, shape.ebcCode, shape.currency, shape.buyerIdType, shape.payCode or '', shape.consigneeDistrict or '')
        all_numbers(shape.orderNo, shape.payTransactionId or '')
    if (value := shape.payName) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.batchNumbers) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.ebpName}¦{shape.ebcName}¦{shape.buyerRegNo}¦{shape.buyerName}¦{shape.buyerTelephone}¦{shape.buyerIdNumber}¦{shape.payName or ''}¦{shape.batchNumbers or ''}¦{shape.consignee}¦{shape.consigneeTelephone}¦{shape.consigneeAddress}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.ebpName, shape.ebcName, shape.buyerRegNo, shape.buyerName, shape.buyerTelephone, shape.buyerIdNumber, shape.payName or '', shape.batchNumbers or '', shape.consignee, shape.consigneeTelephone, shape.consigneeAddress, shape.note or '')


def _clear_import_order(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'order_type': shape.orderType, 'order_no': shape.orderNo, 'platform_code': shape.ebpCode, 'platform_name': shape.ebpName, 'merchant_code': shape.ebcCode, 'merchant_name': shape.ebcName, 'currency_code': shape.currency, 'buyer_id_type': shape.buyerIdType, 'goods_value_cny_e5': e5(shape.goodsValue), 'freight_cny_e5': e5(shape.freight), 'discount_cny_e5': e5(shape.discount), 'tax_total_cny_e5': e5(shape.taxTotal), 'actual_paid_cny_e5': e5(shape.acturalPaid)}
    value = shape.payCode
    if value: taken['payment_institution_code'] = value
    value = shape.payName
    if value: taken['payment_institution_name'] = value
    value = shape.payTransactionId
    if value: taken['payment_no'] = value
    value = shape.batchNumbers
    if value: taken['batch_numbers'] = value
    value = shape.consigneeDistrict
    if value: taken['consignee_district_code'] = value
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_import_order(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'buyerRegNo': shape.buyerRegNo, 'buyerName': shape.buyerName, 'buyerTelephone': shape.buyerTelephone, 'buyerIdNumber': shape.buyerIdNumber, 'consignee': shape.consignee, 'consigneeTelephone': shape.consigneeTelephone, 'consigneeAddress': shape.consigneeAddress}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_import_order_line(shape: Any) -> None:
    joined = f"|{shape.unit}|{shape.currency}|{shape.country}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 3:
        all_codes(shape.unit, shape.currency, shape.country)
        all_numbers()
    if (value := shape.itemNo) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.itemDescribe) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.barCode) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.itemNo or ''}¦{shape.itemName}¦{shape.gmodel}¦{shape.itemDescribe or ''}¦{shape.barCode or ''}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.itemNo or '', shape.itemName, shape.gmodel, shape.itemDescribe or '', shape.barCode or '', shape.note or '')


def _clear_import_order_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'item_name': shape.itemName, 'specification': shape.gmodel, 'unit_code': shape.unit, 'currency_code': shape.currency, 'origin_country_code': shape.country, 'quantity_e5': e5(shape.qty), 'unit_price_cny_e5': e5(shape.price), 'total_price_cny_e5': e5(shape.totalPrice)}
    value = shape.itemNo
    if value: taken['item_no'] = value
    value = shape.itemDescribe
    if value: taken['item_description'] = value
    value = shape.barCode
    if value: taken['bar_code'] = value
    taken['gnum'] = count(shape.gnum, 1, 9999)
    return taken


def _personal_import_order_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_import_payment(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    if not is_time(shape.payTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.payCode}|{shape.ebpCode}|{shape.payerIdType}|{shape.currency}|{shape.payTransactionId}|{shape.orderNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 7:
        all_codes(shape.guid, shape.payCode, shape.ebpCode, shape.payerIdType, shape.currency)
        all_numbers(shape.payTransactionId, shape.orderNo)
    if (value := shape.telephone) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.payName}¦{shape.ebpName}¦{shape.payerIdNumber}¦{shape.payerName}¦{shape.telephone or ''}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.payName, shape.ebpName, shape.payerIdNumber, shape.payerName, shape.telephone or '', shape.note or '')


def _clear_import_payment(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'payment_institution_code': shape.payCode, 'payment_institution_name': shape.payName, 'payment_no': shape.payTransactionId, 'order_no': shape.orderNo, 'platform_code': shape.ebpCode, 'platform_name': shape.ebpName, 'payer_id_type': shape.payerIdType, 'currency_code': shape.currency, 'pay_time': shape.payTime, 'amount_paid_cny_e5': e5(shape.amountPaid)}
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_import_payment(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'payerIdNumber': shape.payerIdNumber, 'payerName': shape.payerName}
    value = shape.telephone
    if value: taken['telephone'] = value
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_import_waybill(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.logisticsCode}|{shape.billNo or ''}|{shape.currency}|{shape.logisticsNo}|{shape.orderNo or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 6:
        all_codes(shape.guid, shape.logisticsCode, shape.billNo or '', shape.currency)
        all_numbers(shape.logisticsNo, shape.orderNo or '')
    if (value := shape.goodsInfo) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.logisticsName}¦{shape.goodsInfo or ''}¦{shape.consignee}¦{shape.consigneeAddress}¦{shape.consigneeTelephone}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.logisticsName, shape.goodsInfo or '', shape.consignee, shape.consigneeAddress, shape.consigneeTelephone, shape.note or '')


def _clear_import_waybill(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'carrier_code': shape.logisticsCode, 'carrier_name': shape.logisticsName, 'waybill_no': shape.logisticsNo, 'currency_code': shape.currency, 'gross_weight_kg_e5': e5(shape.weight)}
    value = shape.billNo
    if value: taken['bill_no'] = value
    value = shape.orderNo
    if value: taken['order_no'] = value
    value = shape.goodsInfo
    if value: taken['goods_info'] = value
    if shape.freight is not UNSET and shape.freight is not None and shape.freight != '':
        taken['freight_cny_e5'] = e5(shape.freight)
    if shape.insuredFee is not UNSET and shape.insuredFee is not None and shape.insuredFee != '':
        taken['insurance_cny_e5'] = e5(shape.insuredFee)
    taken['pack_count'] = count(shape.packNo, 0, 999999999)
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_import_waybill(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'consignee': shape.consignee, 'consigneeAddress': shape.consigneeAddress, 'consigneeTelephone': shape.consigneeTelephone}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_import_list(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    if not is_date(shape.declTime): raise ValueError('time')
    if shape.ieDate and not is_date(shape.ieDate): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.ebpCode}|{shape.ebcCode}|{shape.logisticsCode}|{shape.copNo or ''}|{shape.preNo or ''}|{shape.assureCode}|{shape.emsNo or ''}|{shape.invtNo or ''}|{shape.ieFlag}|{shape.customsCode}|{shape.portCode}|{shape.buyerIdType}|{shape.agentCode}|{shape.areaCode or ''}|{shape.tradeMode}|{shape.trafMode}|{shape.voyageNo or ''}|{shape.billNo or ''}|{shape.loctNo or ''}|{shape.licenseNo or ''}|{shape.country}|{shape.currency}|{shape.wrapType or ''}|{shape.orderNo}|{shape.logisticsNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 26:
        all_codes(shape.guid, shape.ebpCode, shape.ebcCode, shape.logisticsCode, shape.copNo or '', shape.preNo or '', shape.assureCode, shape.emsNo or '', shape.invtNo or '', shape.ieFlag, shape.customsCode, shape.portCode, shape.buyerIdType, shape.agentCode, shape.areaCode or '', shape.tradeMode, shape.trafMode, shape.voyageNo or '', shape.billNo or '', shape.loctNo or '', shape.licenseNo or '', shape.country, shape.currency, shape.wrapType or '')
        all_numbers(shape.orderNo, shape.logisticsNo)
    if (value := shape.areaName) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.trafNo) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.ebpName}¦{shape.ebcName}¦{shape.logisticsName}¦{shape.buyerIdNumber}¦{shape.buyerName}¦{shape.buyerTelephone}¦{shape.consigneeAddress}¦{shape.agentName}¦{shape.areaName or ''}¦{shape.trafNo or ''}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.ebpName, shape.ebcName, shape.logisticsName, shape.buyerIdNumber, shape.buyerName, shape.buyerTelephone, shape.consigneeAddress, shape.agentName, shape.areaName or '', shape.trafNo or '', shape.note or '')


def _clear_import_list(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'order_no': shape.orderNo, 'platform_code': shape.ebpCode, 'platform_name': shape.ebpName, 'merchant_code': shape.ebcCode, 'merchant_name': shape.ebcName, 'waybill_no': shape.logisticsNo, 'carrier_code': shape.logisticsCode, 'carrier_name': shape.logisticsName, 'guarantor_code': shape.assureCode, 'ie_flag': shape.ieFlag, 'declared_date': shape.declTime, 'customs_code': shape.customsCode, 'port_code': shape.portCode, 'buyer_id_type': shape.buyerIdType, 'agent_code': shape.agentCode, 'agent_name': shape.agentName, 'trade_mode': shape.tradeMode, 'transport_mode': shape.trafMode, 'departure_country_code': shape.country, 'currency_code': shape.currency, 'freight_cny_e5': e5(shape.freight), 'insurance_cny_e5': e5(shape.insuredFee), 'gross_weight_kg_e5': e5(shape.grossWeight), 'net_weight_kg_e5': e5(shape.netWeight)}
    value = shape.copNo
    if value: taken['cop_no'] = value
    value = shape.preNo
    if value: taken['pre_entry_no'] = value
    value = shape.emsNo
    if value: taken['account_book_no'] = value
    value = shape.invtNo
    if value: taken['list_no'] = value
    value = shape.ieDate
    if value: taken['entry_date'] = value
    value = shape.areaCode
    if value: taken['bonded_enterprise_code'] = value
    value = shape.areaName
    if value: taken['bonded_enterprise_name'] = value
    value = shape.trafNo
    if value: taken['transport_no'] = value
    value = shape.voyageNo
    if value: taken['voyage_no'] = value
    value = shape.billNo
    if value: taken['bill_no'] = value
    value = shape.loctNo
    if value: taken['supervised_site_code'] = value
    value = shape.licenseNo
    if value: taken['licence_no'] = value
    value = shape.wrapType
    if value: taken['packing_kind'] = value
    taken['pack_count'] = count(shape.packNo, 0, 999999999)
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_import_list(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'buyerIdNumber': shape.buyerIdNumber, 'buyerName': shape.buyerName, 'buyerTelephone': shape.buyerTelephone, 'consigneeAddress': shape.consigneeAddress}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_import_list_line(shape: Any) -> None:
    joined = f"|{shape.itemRecordNo or ''}|{shape.gcode}|{shape.country}|{shape.tradeCountry or ''}|{shape.currency}|{shape.unit}|{shape.unit1}|{shape.unit2 or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 8:
        all_codes(shape.itemRecordNo or '', shape.gcode, shape.country, shape.tradeCountry or '', shape.currency, shape.unit, shape.unit1, shape.unit2 or '')
        all_numbers()
    if (value := shape.itemNo) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.itemName) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.barCode) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.itemNo or ''}¦{shape.itemName or ''}¦{shape.gname}¦{shape.gmodel}¦{shape.barCode or ''}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.itemNo or '', shape.itemName or '', shape.gname, shape.gmodel, shape.barCode or '', shape.note or '')


def _clear_import_list_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'commodity_code': shape.gcode, 'goods_name': shape.gname, 'specification': shape.gmodel, 'origin_country_code': shape.country, 'currency_code': shape.currency, 'unit_code': shape.unit, 'statutory_unit_code': shape.unit1, 'quantity_e5': e5(shape.qty), 'statutory_quantity_e5': e5(shape.qty1), 'unit_price_cny_e5': e5(shape.price), 'total_price_cny_e5': e5(shape.totalPrice)}
    value = shape.itemRecordNo
    if value: taken['item_record_no'] = value
    value = shape.itemNo
    if value: taken['item_no'] = value
    value = shape.itemName
    if value: taken['item_name'] = value
    value = shape.barCode
    if value: taken['bar_code'] = value
    value = shape.tradeCountry
    if value: taken['trade_country_code'] = value
    value = shape.unit2
    if value: taken['second_unit_code'] = value
    if shape.qty2 is not UNSET and shape.qty2 is not None and shape.qty2 != '':
        taken['second_quantity_e5'] = e5(shape.qty2)
    taken['gnum'] = count(shape.gnum, 1, 9999)
    return taken


def _personal_import_list_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_import_cancellation(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.customsCode}|{shape.ebpCode}|{shape.ebcCode}|{shape.logisticsCode}|{shape.copNo or ''}|{shape.preNo or ''}|{shape.invtNo}|{shape.buyerIdType}|{shape.agentCode}|{shape.orderNo}|{shape.logisticsNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 12:
        all_codes(shape.guid, shape.customsCode, shape.ebpCode, shape.ebcCode, shape.logisticsCode, shape.copNo or '', shape.preNo or '', shape.invtNo, shape.buyerIdType, shape.agentCode)
        all_numbers(shape.orderNo, shape.logisticsNo)
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.ebpName}¦{shape.ebcName}¦{shape.logisticsName}¦{shape.buyerIdNumber}¦{shape.buyerName}¦{shape.buyerTelephone}¦{shape.agentName}¦{shape.reason}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.ebpName, shape.ebcName, shape.logisticsName, shape.buyerIdNumber, shape.buyerName, shape.buyerTelephone, shape.agentName, shape.reason, shape.note or '')


def _clear_import_cancellation(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'customs_code': shape.customsCode, 'order_no': shape.orderNo, 'platform_code': shape.ebpCode, 'platform_name': shape.ebpName, 'merchant_code': shape.ebcCode, 'merchant_name': shape.ebcName, 'waybill_no': shape.logisticsNo, 'carrier_code': shape.logisticsCode, 'carrier_name': shape.logisticsName, 'list_no': shape.invtNo, 'buyer_id_type': shape.buyerIdType, 'agent_code': shape.agentCode, 'agent_name': shape.agentName}
    value = shape.copNo
    if value: taken['cop_no'] = value
    value = shape.preNo
    if value: taken['pre_entry_no'] = value
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_import_cancellation(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'buyerIdNumber': shape.buyerIdNumber, 'buyerName': shape.buyerName, 'buyerTelephone': shape.buyerTelephone, 'reason': shape.reason}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_waybill_status(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    if not is_time(shape.logisticsTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.logisticsCode}|{shape.logisticsStatus}|{shape.logisticsNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 4:
        all_codes(shape.guid, shape.logisticsCode, shape.logisticsStatus)
        all_numbers(shape.logisticsNo)
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.logisticsName}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.logisticsName, shape.note or '')


def _clear_waybill_status(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'carrier_code': shape.logisticsCode, 'carrier_name': shape.logisticsName, 'waybill_no': shape.logisticsNo, 'status': shape.logisticsStatus, 'status_time': shape.logisticsTime}
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_waybill_status(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_enterprise_filing(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    if shape.validFrom and not is_date(shape.validFrom): raise ValueError('time')
    if shape.validTo and not is_date(shape.validTo): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.enterpriseCode}|{shape.unifiedCode}|{shape.attachment1Digest or ''}|{shape.attachment2Digest or ''}|{shape.attachment3Digest or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 6:
        all_codes(shape.guid, shape.enterpriseCode, shape.unifiedCode, shape.attachment1Digest or '', shape.attachment2Digest or '', shape.attachment3Digest or '')
        all_numbers()
    if (value := shape.contactEmail) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.attachment1Name) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.attachment2Name) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.attachment3Name) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.enterpriseName}¦{shape.legalRepresentative}¦{shape.registeredAddress}¦{shape.businessScope}¦{shape.contactName}¦{shape.contactPhone}¦{shape.contactEmail or ''}¦{shape.attachment1Name or ''}¦{shape.attachment2Name or ''}¦{shape.attachment3Name or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.enterpriseName, shape.legalRepresentative, shape.registeredAddress, shape.businessScope, shape.contactName, shape.contactPhone, shape.contactEmail or '', shape.attachment1Name or '', shape.attachment2Name or '', shape.attachment3Name or '')


def _clear_enterprise_filing(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'enterprise_code': shape.enterpriseCode, 'unified_code': shape.unifiedCode, 'enterprise_name': shape.enterpriseName, 'registered_address': shape.registeredAddress, 'business_scope': shape.businessScope}
    value = shape.validFrom
    if value: taken['valid_from'] = value
    value = shape.validTo
    if value: taken['valid_to'] = value
    value = shape.attachment1Name
    if value: taken['attachment_1_name'] = value
    value = shape.attachment1Digest
    if value: taken['attachment_1_digest'] = value
    value = shape.attachment2Name
    if value: taken['attachment_2_name'] = value
    value = shape.attachment2Digest
    if value: taken['attachment_2_digest'] = value
    value = shape.attachment3Name
    if value: taken['attachment_3_name'] = value
    value = shape.attachment3Digest
    if value: taken['attachment_3_digest'] = value
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    taken['subject_kind'] = _WORDS_3[shape.subjectKind]
    return taken


def _personal_enterprise_filing(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'legalRepresentative': shape.legalRepresentative, 'contactName': shape.contactName, 'contactPhone': shape.contactPhone}
    value = shape.contactEmail
    if value: taken['contactEmail'] = value
    return taken


def _check_enterprise_filing_line(shape: Any) -> None:
    joined = f"|{shape.agency}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 1:
        all_codes(shape.agency)
        all_numbers()
    if (value := shape.registrationNo) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.registrationNo or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.registrationNo or '')


def _clear_enterprise_filing_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'agency': shape.agency}
    value = shape.registrationNo
    if value: taken['registration_no'] = value
    taken['role'] = _WORDS_4[shape.role]
    return taken


def _personal_enterprise_filing_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    return taken


def _check_export_order(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.orderType}|{shape.ebpCode}|{shape.ebcCode}|{shape.currency}|{shape.orderNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 6:
        all_codes(shape.guid, shape.orderType, shape.ebpCode, shape.ebcCode, shape.currency)
        all_numbers(shape.orderNo)
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.ebpName}¦{shape.ebcName}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.ebpName, shape.ebcName, shape.note or '')


def _clear_export_order(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'order_type': shape.orderType, 'order_no': shape.orderNo, 'platform_code': shape.ebpCode, 'platform_name': shape.ebpName, 'merchant_code': shape.ebcCode, 'merchant_name': shape.ebcName, 'currency_code': shape.currency, 'goods_value_e5': e5(shape.goodsValue), 'freight_e5': e5(shape.freight)}
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_export_order(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_export_order_line(shape: Any) -> None:
    joined = f"|{shape.unit}|{shape.currency}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 2:
        all_codes(shape.unit, shape.currency)
        all_numbers()
    if (value := shape.itemDescribe) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.barCode) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.itemNo}¦{shape.itemName}¦{shape.itemDescribe or ''}¦{shape.barCode or ''}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.itemNo, shape.itemName, shape.itemDescribe or '', shape.barCode or '', shape.note or '')


def _clear_export_order_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'item_no': shape.itemNo, 'item_name': shape.itemName, 'unit_code': shape.unit, 'currency_code': shape.currency, 'quantity_e5': e5(shape.qty), 'unit_price_e5': e5(shape.price), 'total_price_e5': e5(shape.totalPrice)}
    value = shape.itemDescribe
    if value: taken['item_description'] = value
    value = shape.barCode
    if value: taken['bar_code'] = value
    taken['gnum'] = count(shape.gnum, 1, 99999)
    return taken


def _personal_export_order_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_export_receipt(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    if not is_time(shape.accountingDate): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.ebpCode}|{shape.ebcCode}|{shape.payCode or ''}|{shape.currency}|{shape.orderNo}|{shape.payNo or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 7:
        all_codes(shape.guid, shape.ebpCode, shape.ebcCode, shape.payCode or '', shape.currency)
        all_numbers(shape.orderNo, shape.payNo or '')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.ebpName}¦{shape.ebcName}¦{shape.payName}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.ebpName, shape.ebcName, shape.payName, shape.note or '')


def _clear_export_receipt(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'platform_code': shape.ebpCode, 'platform_name': shape.ebpName, 'merchant_code': shape.ebcCode, 'merchant_name': shape.ebcName, 'order_no': shape.orderNo, 'payment_institution_name': shape.payName, 'currency_code': shape.currency, 'received_time': shape.accountingDate, 'received_e5': e5(shape.charge)}
    value = shape.payCode
    if value: taken['payment_institution_code'] = value
    value = shape.payNo
    if value: taken['payment_no'] = value
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_export_receipt(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_export_waybill(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.logisticsCode}|{shape.currency}|{shape.ebcCode or ''}|{shape.logisticsNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 5:
        all_codes(shape.guid, shape.logisticsCode, shape.currency, shape.ebcCode or '')
        all_numbers(shape.logisticsNo)
    if (value := shape.ebcName) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.ebcTelephone) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.logisticsName}¦{shape.goodsInfo}¦{shape.ebcName or ''}¦{shape.ebcTelephone or ''}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.logisticsName, shape.goodsInfo, shape.ebcName or '', shape.ebcTelephone or '', shape.note or '')


def _clear_export_waybill(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'carrier_code': shape.logisticsCode, 'carrier_name': shape.logisticsName, 'waybill_no': shape.logisticsNo, 'currency_code': shape.currency, 'goods_info': shape.goodsInfo, 'freight_e5': e5(shape.freight), 'insurance_e5': e5(shape.insuredFee), 'gross_weight_kg_e5': e5(shape.grossWeight)}
    value = shape.ebcCode
    if value: taken['merchant_code'] = value
    value = shape.ebcName
    if value: taken['merchant_name'] = value
    taken['pack_count'] = count(shape.packNo, 0, 999999999)
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_export_waybill(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.ebcTelephone
    if value: taken['ebcTelephone'] = value
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_export_list(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    if not is_date(shape.ieDate): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.customsCode}|{shape.ebpCode}|{shape.logisticsCode}|{shape.copNo}|{shape.preNo or ''}|{shape.invtNo or ''}|{shape.ieFlag}|{shape.portCode}|{shape.statisticsFlag}|{shape.agentCode}|{shape.ebcCode}|{shape.ownerCode}|{shape.iacCode or ''}|{shape.emsNo or ''}|{shape.tradeMode}|{shape.trafMode}|{shape.voyageNo or ''}|{shape.totalPackageNo or ''}|{shape.loctNo or ''}|{shape.licenseNo or ''}|{shape.country}|{shape.POD}|{shape.fCurrency}|{shape.fFlag}|{shape.iCurrency}|{shape.iFlag}|{shape.wrapType}|{shape.orderNo}|{shape.logisticsNo}|{shape.billNo or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 31:
        all_codes(shape.guid, shape.customsCode, shape.ebpCode, shape.logisticsCode, shape.copNo, shape.preNo or '', shape.invtNo or '', shape.ieFlag, shape.portCode, shape.statisticsFlag, shape.agentCode, shape.ebcCode, shape.ownerCode, shape.iacCode or '', shape.emsNo or '', shape.tradeMode, shape.trafMode, shape.voyageNo or '', shape.totalPackageNo or '', shape.loctNo or '', shape.licenseNo or '', shape.country, shape.POD, shape.fCurrency, shape.fFlag, shape.iCurrency, shape.iFlag, shape.wrapType)
        all_numbers(shape.orderNo, shape.logisticsNo, shape.billNo or '')
    if (value := shape.iacName) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.trafName) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.ebpName}¦{shape.logisticsName}¦{shape.agentName}¦{shape.ebcName}¦{shape.ownerName}¦{shape.iacName or ''}¦{shape.trafName or ''}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.ebpName, shape.logisticsName, shape.agentName, shape.ebcName, shape.ownerName, shape.iacName or '', shape.trafName or '', shape.note or '')


def _clear_export_list(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'customs_code': shape.customsCode, 'platform_code': shape.ebpCode, 'platform_name': shape.ebpName, 'order_no': shape.orderNo, 'carrier_code': shape.logisticsCode, 'carrier_name': shape.logisticsName, 'waybill_no': shape.logisticsNo, 'cop_no': shape.copNo, 'ie_flag': shape.ieFlag, 'port_code': shape.portCode, 'export_date': shape.ieDate, 'statistics_flag': shape.statisticsFlag, 'agent_code': shape.agentCode, 'agent_name': shape.agentName, 'merchant_code': shape.ebcCode, 'merchant_name': shape.ebcName, 'owner_code': shape.ownerCode, 'owner_name': shape.ownerName, 'trade_mode': shape.tradeMode, 'transport_mode': shape.trafMode, 'arrival_country_code': shape.country, 'destination_port_code': shape.POD, 'freight_currency_code': shape.fCurrency, 'freight_kind': shape.fFlag, 'insurance_currency_code': shape.iCurrency, 'insurance_kind': shape.iFlag, 'packing_kind': shape.wrapType, 'freight_e5': e5(shape.freight), 'insurance_e5': e5(shape.insuredFee), 'gross_weight_kg_e5': e5(shape.grossWeight), 'net_weight_kg_e5': e5(shape.netWeight)}
    value = shape.preNo
    if value: taken['pre_entry_no'] = value
    value = shape.invtNo
    if value: taken['list_no'] = value
    value = shape.iacCode
    if value: taken['bonded_enterprise_code'] = value
    value = shape.iacName
    if value: taken['bonded_enterprise_name'] = value
    value = shape.emsNo
    if value: taken['account_book_no'] = value
    value = shape.trafName
    if value: taken['transport_name'] = value
    value = shape.voyageNo
    if value: taken['voyage_no'] = value
    value = shape.billNo
    if value: taken['bill_no'] = value
    value = shape.totalPackageNo
    if value: taken['package_no'] = value
    value = shape.loctNo
    if value: taken['supervised_site_code'] = value
    value = shape.licenseNo
    if value: taken['licence_no'] = value
    taken['pack_count'] = count(shape.packNo, 0, 999999999)
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_export_list(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_export_list_line(shape: Any) -> None:
    joined = f"|{shape.itemRecordNo or ''}|{shape.gcode}|{shape.country}|{shape.currency}|{shape.unit}|{shape.unit1}|{shape.unit2 or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 7:
        all_codes(shape.itemRecordNo or '', shape.gcode, shape.country, shape.currency, shape.unit, shape.unit1, shape.unit2 or '')
        all_numbers()
    if (value := shape.itemName) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.itemNo}¦{shape.itemName or ''}¦{shape.gname}¦{shape.gmodel}¦{shape.barCode}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.itemNo, shape.itemName or '', shape.gname, shape.gmodel, shape.barCode, shape.note or '')


def _clear_export_list_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'item_no': shape.itemNo, 'commodity_code': shape.gcode, 'goods_name': shape.gname, 'specification': shape.gmodel, 'bar_code': shape.barCode, 'destination_country_code': shape.country, 'currency_code': shape.currency, 'unit_code': shape.unit, 'statutory_unit_code': shape.unit1, 'quantity_e5': e5(shape.qty), 'statutory_quantity_e5': e5(shape.qty1), 'unit_price_e5': e5(shape.price), 'total_price_e5': e5(shape.totalPrice)}
    value = shape.itemRecordNo
    if value: taken['item_record_no'] = value
    value = shape.itemName
    if value: taken['item_name'] = value
    value = shape.unit2
    if value: taken['second_unit_code'] = value
    if shape.qty2 is not UNSET and shape.qty2 is not None and shape.qty2 != '':
        taken['second_quantity_e5'] = e5(shape.qty2)
    taken['gnum'] = count(shape.gnum, 1, 99999)
    return taken


def _personal_export_list_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_export_cancellation(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.customsCode}|{shape.copNo}|{shape.preNo or ''}|{shape.invtNo}|{shape.agentCode}|{shape.ebcCode}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 7:
        all_codes(shape.guid, shape.customsCode, shape.copNo, shape.preNo or '', shape.invtNo, shape.agentCode, shape.ebcCode)
        all_numbers()
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.reason}¦{shape.agentName}¦{shape.ebcName}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.reason, shape.agentName, shape.ebcName, shape.note or '')


def _clear_export_cancellation(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'customs_code': shape.customsCode, 'cop_no': shape.copNo, 'list_no': shape.invtNo, 'agent_code': shape.agentCode, 'agent_name': shape.agentName, 'merchant_code': shape.ebcCode, 'merchant_name': shape.ebcName}
    value = shape.preNo
    if value: taken['pre_entry_no'] = value
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_export_cancellation(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'reason': shape.reason}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_master_list(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.customsCode}|{shape.copNo}|{shape.preNo or ''}|{shape.agentCode}|{shape.loctNo or ''}|{shape.trafMode}|{shape.voyageNo}|{shape.logisticsCode}|{shape.billNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 10:
        all_codes(shape.guid, shape.customsCode, shape.copNo, shape.preNo or '', shape.agentCode, shape.loctNo or '', shape.trafMode, shape.voyageNo, shape.logisticsCode)
        all_numbers(shape.billNo)
    if (value := shape.domesticTrafNo) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.agentName}¦{shape.trafName}¦{shape.domesticTrafNo or ''}¦{shape.logisticsName}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.agentName, shape.trafName, shape.domesticTrafNo or '', shape.logisticsName, shape.note or '')


def _clear_master_list(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'customs_code': shape.customsCode, 'cop_no': shape.copNo, 'agent_code': shape.agentCode, 'agent_name': shape.agentName, 'transport_mode': shape.trafMode, 'transport_name': shape.trafName, 'voyage_no': shape.voyageNo, 'bill_no': shape.billNo, 'carrier_code': shape.logisticsCode, 'carrier_name': shape.logisticsName, 'gross_weight_kg_e5': e5(shape.grossWeight)}
    value = shape.preNo
    if value: taken['pre_entry_no'] = value
    value = shape.loctNo
    if value: taken['supervised_site_code'] = value
    value = shape.domesticTrafNo
    if value: taken['domestic_transport_no'] = value
    taken['part_count'] = count(shape.msgCount, 1, 999999999)
    taken['part_no'] = count(shape.msgSeqNo, 1, 999999999)
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_master_list(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_master_list_line(shape: Any) -> None:
    joined = f"|{shape.totalPackageNo or ''}|{shape.invtNo or ''}|{shape.logisticsNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 3:
        all_codes(shape.totalPackageNo or '', shape.invtNo or '')
        all_numbers(shape.logisticsNo)
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.note or '')


def _clear_master_list_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'waybill_no': shape.logisticsNo}
    value = shape.totalPackageNo
    if value: taken['package_no'] = value
    value = shape.invtNo
    if value: taken['list_no'] = value
    taken['gnum'] = count(shape.gnum, 1, 99999)
    return taken


def _personal_master_list_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_arrival(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.customsCode}|{shape.copNo}|{shape.preNo or ''}|{shape.operatorCode}|{shape.loctNo or ''}|{shape.ieFlag}|{shape.trafMode}|{shape.logisticsCode}|{shape.billNo or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 10:
        all_codes(shape.guid, shape.customsCode, shape.copNo, shape.preNo or '', shape.operatorCode, shape.loctNo or '', shape.ieFlag, shape.trafMode, shape.logisticsCode)
        all_numbers(shape.billNo or '')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.operatorName}¦{shape.domesticTrafNo}¦{shape.logisticsName}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.operatorName, shape.domesticTrafNo, shape.logisticsName, shape.note or '')


def _clear_arrival(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'customs_code': shape.customsCode, 'cop_no': shape.copNo, 'operator_code': shape.operatorCode, 'operator_name': shape.operatorName, 'ie_flag': shape.ieFlag, 'transport_mode': shape.trafMode, 'domestic_transport_no': shape.domesticTrafNo, 'carrier_code': shape.logisticsCode, 'carrier_name': shape.logisticsName}
    value = shape.preNo
    if value: taken['pre_entry_no'] = value
    value = shape.loctNo
    if value: taken['supervised_site_code'] = value
    value = shape.billNo
    if value: taken['bill_no'] = value
    taken['part_count'] = count(shape.msgCount, 1, 999999999)
    taken['part_no'] = count(shape.msgSeqNo, 1, 999999999)
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_arrival(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_arrival_line(shape: Any) -> None:
    joined = f"|{shape.totalPackageNo or ''}|{shape.logisticsNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 2:
        all_codes(shape.totalPackageNo or '')
        all_numbers(shape.logisticsNo)
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.note or '')


def _clear_arrival_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'waybill_no': shape.logisticsNo}
    value = shape.totalPackageNo
    if value: taken['package_no'] = value
    taken['gnum'] = count(shape.gnum, 1, 99999)
    return taken


def _personal_arrival_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_departure(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    if not is_time(shape.leaveTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.customsCode}|{shape.copNo}|{shape.preNo or ''}|{shape.logisticsCode}|{shape.trafMode}|{shape.voyageNo or ''}|{shape.billNo or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 8:
        all_codes(shape.guid, shape.customsCode, shape.copNo, shape.preNo or '', shape.logisticsCode, shape.trafMode, shape.voyageNo or '')
        all_numbers(shape.billNo or '')
    if (value := shape.trafName) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.logisticsName}¦{shape.trafName or ''}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.logisticsName, shape.trafName or '', shape.note or '')


def _clear_departure(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'customs_code': shape.customsCode, 'cop_no': shape.copNo, 'carrier_code': shape.logisticsCode, 'carrier_name': shape.logisticsName, 'transport_mode': shape.trafMode, 'departure_time': shape.leaveTime}
    value = shape.preNo
    if value: taken['pre_entry_no'] = value
    value = shape.trafName
    if value: taken['transport_name'] = value
    value = shape.voyageNo
    if value: taken['voyage_no'] = value
    value = shape.billNo
    if value: taken['bill_no'] = value
    taken['part_count'] = count(shape.msgCount, 1, 999999999)
    taken['part_no'] = count(shape.msgSeqNo, 1, 999999999)
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_departure(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_departure_line(shape: Any) -> None:
    joined = f"|{shape.totalPackageNo or ''}|{shape.logisticsNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 2:
        all_codes(shape.totalPackageNo or '')
        all_numbers(shape.logisticsNo)
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.note or '')


def _clear_departure_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'waybill_no': shape.logisticsNo}
    value = shape.totalPackageNo
    if value: taken['package_no'] = value
    taken['gnum'] = count(shape.gnum, 1, 99999)
    return taken


def _personal_departure_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_consolidation(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    if shape.startTime and not is_time(shape.startTime): raise ValueError('time')
    if shape.endTime and not is_time(shape.endTime): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.customsCode}|{shape.copNo}|{shape.preNo or ''}|{shape.sumNo or ''}|{shape.agentCode}|{shape.ebcCode}|{shape.declAgentCode}|{shape.loctNo or ''}|{shape.summaryFlag}|{shape.itemNameFlag}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 11:
        all_codes(shape.guid, shape.customsCode, shape.copNo, shape.preNo or '', shape.sumNo or '', shape.agentCode, shape.ebcCode, shape.declAgentCode, shape.loctNo or '', shape.summaryFlag, shape.itemNameFlag)
        all_numbers()
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.agentName}¦{shape.ebcName}¦{shape.declAgentName}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.agentName, shape.ebcName, shape.declAgentName, shape.note or '')


def _clear_consolidation(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'customs_code': shape.customsCode, 'cop_no': shape.copNo, 'agent_code': shape.agentCode, 'agent_name': shape.agentName, 'merchant_code': shape.ebcCode, 'merchant_name': shape.ebcName, 'declarant_code': shape.declAgentCode, 'declarant_name': shape.declAgentName, 'summary_flag': shape.summaryFlag, 'item_name_flag': shape.itemNameFlag}
    value = shape.preNo
    if value: taken['pre_entry_no'] = value
    value = shape.sumNo
    if value: taken['consolidation_no'] = value
    value = shape.startTime
    if value: taken['start_time'] = value
    value = shape.endTime
    if value: taken['end_time'] = value
    value = shape.loctNo
    if value: taken['supervised_site_code'] = value
    taken['part_count'] = count(shape.msgCount, 1, 999999999)
    taken['part_no'] = count(shape.msgSeqNo, 1, 999999999)
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_consolidation(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_consolidation_line(shape: Any) -> None:
    joined = f"|{shape.invtNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 1:
        all_codes(shape.invtNo)
        all_numbers()


def _clear_consolidation_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'list_no': shape.invtNo}
    return taken


def _personal_consolidation_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    return taken


def _check_export_declaration(shape: Any) -> None:
    if not is_time(shape.appTime): raise ValueError('time')
    if not is_time(shape.departedAt): raise ValueError('time')
    joined = f"|{shape.guid}|{shape.customsCode}|{shape.entryId}|{shape.tradeMode}|{shape.agentCode}|{shape.ebcCode}|{shape.orderNo}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 7:
        all_codes(shape.guid, shape.customsCode, shape.entryId, shape.tradeMode, shape.agentCode, shape.ebcCode)
        all_numbers(shape.orderNo)
    if (value := shape.note) and not value[0].isalnum() and not has_letter_or_digit(value): raise ValueError('dash')
    joined = f"¦{shape.agentName}¦{shape.ebcName}¦{shape.note or ''}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.agentName, shape.ebcName, shape.note or '')


def _clear_export_declaration(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'app_time': shape.appTime, 'customs_code': shape.customsCode, 'entry_no': shape.entryId, 'trade_mode': shape.tradeMode, 'order_no': shape.orderNo, 'agent_code': shape.agentCode, 'agent_name': shape.agentName, 'merchant_code': shape.ebcCode, 'merchant_name': shape.ebcName, 'departed_at': shape.departedAt, 'gross_weight_kg_e5': e5(shape.grossWeight), 'net_weight_kg_e5': e5(shape.netWeight)}
    taken['operation'] = _WORDS_1[shape.appType]
    taken['draft'] = _WORDS_2[shape.appStatus]
    return taken


def _personal_export_declaration(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    value = shape.note
    if value: taken['note'] = value
    return taken


def _check_export_declaration_line(shape: Any) -> None:
    joined = f"|{shape.gcode}|{shape.country}|{shape.currency}|{shape.unit}|{shape.unit1}|{shape.unit2 or ''}"
    if joined.encode().translate(None, SIMPLE) or '|-' in joined or joined.count('|') > 6:
        all_codes(shape.gcode, shape.country, shape.currency, shape.unit, shape.unit1, shape.unit2 or '')
        all_numbers()
    joined = f"¦{shape.gname}¦"
    if not joined.isprintable() or '¦ ' in joined or ' ¦' in joined:
        all_texts(shape.gname)


def _clear_export_declaration_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {'commodity_code': shape.gcode, 'goods_name': shape.gname, 'destination_country_code': shape.country, 'currency_code': shape.currency, 'unit_code': shape.unit, 'statutory_unit_code': shape.unit1, 'quantity_e5': e5(shape.qty), 'statutory_quantity_e5': e5(shape.qty1), 'value_e5': e5(shape.totalPrice)}
    value = shape.unit2
    if value: taken['second_unit_code'] = value
    if shape.qty2 is not UNSET and shape.qty2 is not None and shape.qty2 != '':
        taken['second_quantity_e5'] = e5(shape.qty2)
    if shape.price is not UNSET and shape.price is not None and shape.price != '':
        taken['unit_price_e5'] = e5(shape.price)
    taken['gnum'] = count(shape.gnum, 1, 99999)
    return taken


def _personal_export_declaration_line(shape: Any) -> dict[str, Any]:
    taken: dict[str, Any] = {}
    return taken

HEADS = {
    "import-order": Extractors(_check_import_order, _clear_import_order, _personal_import_order),
    "import-payment": Extractors(_check_import_payment, _clear_import_payment, _personal_import_payment),
    "import-waybill": Extractors(_check_import_waybill, _clear_import_waybill, _personal_import_waybill),
    "import-list": Extractors(_check_import_list, _clear_import_list, _personal_import_list),
    "import-cancellation": Extractors(_check_import_cancellation, _clear_import_cancellation, _personal_import_cancellation),
    "waybill-status": Extractors(_check_waybill_status, _clear_waybill_status, _personal_waybill_status),
    "enterprise-filing": Extractors(_check_enterprise_filing, _clear_enterprise_filing, _personal_enterprise_filing),
    "export-order": Extractors(_check_export_order, _clear_export_order, _personal_export_order),
    "export-receipt": Extractors(_check_export_receipt, _clear_export_receipt, _personal_export_receipt),
    "export-waybill": Extractors(_check_export_waybill, _clear_export_waybill, _personal_export_waybill),
    "export-list": Extractors(_check_export_list, _clear_export_list, _personal_export_list),
    "export-cancellation": Extractors(_check_export_cancellation, _clear_export_cancellation, _personal_export_cancellation),
    "master-list": Extractors(_check_master_list, _clear_master_list, _personal_master_list),
    "arrival": Extractors(_check_arrival, _clear_arrival, _personal_arrival),
    "departure": Extractors(_check_departure, _clear_departure, _personal_departure),
    "consolidation": Extractors(_check_consolidation, _clear_consolidation, _personal_consolidation),
    "export-declaration": Extractors(_check_export_declaration, _clear_export_declaration, _personal_export_declaration),
}
"""Of the document itself, by tag."""
LINES = {
    "import-order": Extractors(_check_import_order_line, _clear_import_order_line, _personal_import_order_line),
    "import-list": Extractors(_check_import_list_line, _clear_import_list_line, _personal_import_list_line),
    "enterprise-filing": Extractors(_check_enterprise_filing_line, _clear_enterprise_filing_line, _personal_enterprise_filing_line),
    "export-order": Extractors(_check_export_order_line, _clear_export_order_line, _personal_export_order_line),
    "export-list": Extractors(_check_export_list_line, _clear_export_list_line, _personal_export_list_line),
    "master-list": Extractors(_check_master_list_line, _clear_master_list_line, _personal_master_list_line),
    "arrival": Extractors(_check_arrival_line, _clear_arrival_line, _personal_arrival_line),
    "departure": Extractors(_check_departure_line, _clear_departure_line, _personal_departure_line),
    "consolidation": Extractors(_check_consolidation_line, _clear_consolidation_line, _personal_consolidation_line),
    "export-declaration": Extractors(_check_export_declaration_line, _clear_export_declaration_line, _personal_export_declaration_line),
}
"""Of one of its lines."""
