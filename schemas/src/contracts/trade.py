# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.trade.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.trade."""

import enum

import msgspec

from contracts.common import Operation, PersonDigests

__all__ = [
    "ArrivalLine",
    "ArrivalSubmitted",
    "ConsolidationLine",
    "ConsolidationSubmitted",
    "DepartureLine",
    "DepartureSubmitted",
    "EnterpriseFilingSubmitted",
    "EnterpriseRole",
    "ExportCancellationSubmitted",
    "ExportDeclarationLine",
    "ExportDeclarationSubmitted",
    "ExportListLine",
    "ExportListSubmitted",
    "ExportOrderLine",
    "ExportOrderSubmitted",
    "ExportReceiptSubmitted",
    "ExportWaybillSubmitted",
    "ImportCancellationSubmitted",
    "ImportListSubmitted",
    "ImportOrderSubmitted",
    "ImportPaymentSubmitted",
    "ImportWaybillSubmitted",
    "ListLine",
    "MasterListLine",
    "MasterListSubmitted",
    "OrderLine",
    "QualificationAsked",
    "SubjectKind",
    "WaybillStatusSubmitted",
]


class EnterpriseRole(enum.StrEnum):
    """In which role an enterprise asks for a qualification: the roles of the register of enterprises."""

    PLATFORM = "PLATFORM"
    MERCHANT = "MERCHANT"
    PAYMENT = "PAYMENT"
    CARRIER = "CARRIER"
    AGENT = "AGENT"
    GUARANTOR = "GUARANTOR"
    BONDED = "BONDED"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class SubjectKind(enum.StrEnum):
    """The three kinds of subject of cross-border e-commerce: with a platform of its own (自建平台企业), selling on the platforms of others, sole traders too (电商应用企业), serving those that sell (电商服务企业)."""

    OWN_PLATFORM = "OWN_PLATFORM"
    APPLICATION = "APPLICATION"
    SERVICE = "SERVICE"
    UNKNOWN = "UNKNOWN"

    __hash__ = str.__hash__  # a symbol is its name; Enum's own goes through Python


class ArrivalLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A parcel that arrived (CEB507 ArrivalList)."""

    gnum: int
    """CEB ArrivalList/gnum 序号 (N5): Line number, consecutive from 1."""
    waybill_no: str
    """CEB ArrivalList/logisticsNo 物流运单编号 (C..32): Parcel waybill number; must not be reused by the same carrier within 6 months."""
    package_no: str | None = None
    """CEB ArrivalList/totalPackageNo 总包号 (C..37): Pallet/bag number grouping parcels under one master bill (mail bag number for post)."""


class ArrivalSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The operator of a supervised site told that parcels have arrived (CEB507)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy and rates"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remarks of the arrival, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    customs_code: str
    """CEB ArrivalHead/customsCode 申报地海关代码 (C4): Customs district that accepts the declaration."""
    cop_no: str
    """CEB ArrivalHead/copNo 企业唯一编号 (C..30): Enterprise-unique document number (C..30 on the export side)."""
    pre_entry_no: str | None = None
    """CEB ArrivalHead/preNo 电子口岸编号 (C18): E-port number."""
    operator_code: str
    """CEB ArrivalHead/operatorCode 监管场所经营人代码 (C..18): Operator of the supervised site; for the postal channel, the postal logistics enterprise."""
    operator_name: str
    """CEB ArrivalHead/operatorName 监管场所经营人名称 (C..100): Operator of the supervised site: registered name."""
    supervised_site_code: str | None = None
    """CEB ArrivalHead/loctNo 监管场所代码 (C..10): Supervised-site code; needed when the district has several cross-border sites."""
    ie_flag: str
    """CEB ArrivalHead/ieFlag 进出口标记 (C1): I import, E export."""
    transport_mode: str
    """CEB ArrivalHead/trafMode 运输方式 (C1): Transport mode code."""
    bill_no: str | None = None
    """CEB ArrivalHead/billNo 提运单号 (C..37): Master bill; may be empty for the postal channel."""
    domestic_transport_no: str
    """CEB ArrivalHead/domesticTrafNo 境内运输工具编号 (C..100): Domestic vehicle that carries goods to the supervised site, e.g. plate number."""
    carrier_code: str
    """CEB ArrivalHead/logisticsCode 物流企业代码 (C..18): Carrier: customs code or credit code."""
    carrier_name: str
    """CEB ArrivalHead/logisticsName 物流企业名称 (C..100): Logistics enterprise: registered name."""
    part_count: int
    """CEB ArrivalHead/msgCount 报文总数 (N9): Total number of split messages; 1 when not split."""
    part_no: int
    """CEB ArrivalHead/msgSeqNo 报文序号 (N9): Sequence of this split message from 1, no gaps; 1 when not split."""
    lines: tuple[ArrivalLine, ...]
    """lines, 0 to 5000"""


class ConsolidationLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A list to be consolidated (CEB701 SummaryApplyList)."""

    list_no: str
    """CEB SummaryApplyList/invtNo 清单编号 (C..20): List number to be consolidated."""


class ConsolidationSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A declaring enterprise asked to consolidate export lists (CEB701)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy and rates"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remarks of the consolidation request, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    customs_code: str
    """CEB SummaryApplyHead/customsCode 申报地海关代码 (C4): Customs district that accepts the declaration."""
    cop_no: str
    """CEB SummaryApplyHead/copNo 企业唯一编号 (C..30): Enterprise-unique document number (C..30 on the export side)."""
    pre_entry_no: str | None = None
    """CEB SummaryApplyHead/preNo 电子口岸编号 (C..18): E-port number."""
    consolidation_no: str | None = None
    """CEB SummaryApplyHead/sumNo 汇总申请编号 (C..18): Consolidation application number assigned by customs."""
    agent_code: str
    """CEB SummaryApplyHead/agentCode 申报单位代码 (C..18): Declaring enterprise: customs code or credit code."""
    agent_name: str
    """CEB SummaryApplyHead/agentName 申报单位名称 (C..100): Declaring enterprise: registered name."""
    merchant_code: str
    """CEB SummaryApplyHead/ebcCode 收发货人代码 (C..18): Merchant (= consignor on the list): 10-char customs code or 18-char credit code."""
    merchant_name: str
    """CEB SummaryApplyHead/ebcName 收发货人名称 (C..100): Merchant (consignor): registered name."""
    declarant_code: str
    """CEB SummaryApplyHead/declAgentCode 报关单位代码 (C..18): Enterprise that will file the later customs declaration (报关单): code."""
    declarant_name: str
    """CEB SummaryApplyHead/declAgentName 报关单位名称 (C..100): Enterprise that will file the later customs declaration: name."""
    start_time: str | None = None
    """CEB SummaryApplyHead/startTime 汇总开始时间 (C14): Start of the period of lists to consolidate, YYYYMMDDhhmmss. Give both or neither; if given, the body lines are ignored, China time, as sent."""
    end_time: str | None = None
    """CEB SummaryApplyHead/endTime 汇总结束时间 (C14): End of the period; ≥ startTime, China time, as sent."""
    supervised_site_code: str | None = None
    """CEB SummaryApplyHead/loctNo 监管场所代码 (C..10): Supervised-site code; needed when the district has several cross-border sites."""
    summary_flag: str
    """CEB SummaryApplyHead/summaryFlag 收发货人汇总标志 (C1): 1 consolidate by consignor only, 2 by consignor and producer."""
    item_name_flag: str
    """CEB SummaryApplyHead/itemNameFlag 按商品名汇总标志 (C1): 1 = merge lines with the same enterprise goods name; otherwise merged by generic class name."""
    part_count: int
    """CEB SummaryApplyHead/msgCount 报文总数 (N9): Total number of split messages; 1 when not split."""
    part_no: int
    """CEB SummaryApplyHead/msgSeqNo 报文序号 (N9): Sequence of this split message from 1, no gaps; 1 when not split."""
    lines: tuple[ConsolidationLine, ...]
    """lines, 0 to 5000"""


class DepartureLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A parcel that left (CEB509 DepartureList)."""

    gnum: int
    """CEB DepartureList/gnum 序号 (N5): Line number, consecutive from 1."""
    package_no: str | None = None
    """CEB DepartureList/totalPackageNo 总包号 (C..37): Pallet/bag number grouping parcels under one master bill (mail bag number for post)."""
    waybill_no: str
    """CEB DepartureList/logisticsNo 物流运单编号 (C..32): Parcel waybill number; must not be reused by the same carrier within 6 months."""


class DepartureSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A carrier told that parcels have left the country (CEB509)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy and rates"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remarks of the departure, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    customs_code: str
    """CEB DepartureHead/customsCode 申报地海关代码 (C4): Customs district that accepts the declaration."""
    cop_no: str
    """CEB DepartureHead/copNo 企业唯一编号 (C..30): Enterprise-unique document number (C..30 on the export side)."""
    pre_entry_no: str | None = None
    """CEB DepartureHead/preNo 电子口岸编号 (C18): E-port number."""
    carrier_code: str
    """CEB DepartureHead/logisticsCode 物流企业代码 (C..18): Carrier: customs code or credit code."""
    carrier_name: str
    """CEB DepartureHead/logisticsName 物流企业名称 (C..100): Logistics enterprise: registered name."""
    transport_mode: str
    """CEB DepartureHead/trafMode 运输方式 (C1): Transport mode code."""
    transport_name: str | None = None
    """CEB DepartureHead/trafName 运输工具名称 (C..100): Vehicle/vessel; may be empty for the postal channel."""
    voyage_no: str | None = None
    """CEB DepartureHead/voyageNo 航班航次号 (C..32): Flight/voyage; may be empty for the postal channel."""
    bill_no: str | None = None
    """CEB DepartureHead/billNo 提运单号 (C..37): Master bill; may be empty for the postal channel."""
    departure_time: str
    """CEB DepartureHead/leaveTime 离境时间 (C14): Departure time YYYYMMDDhhmmss, China time, as sent."""
    part_count: int
    """CEB DepartureHead/msgCount 报文总数 (N9): Total number of split messages; 1 when not split."""
    part_no: int
    """CEB DepartureHead/msgSeqNo 报文序号 (N9): Sequence of this split message from 1, no gaps; 1 when not split."""
    lines: tuple[DepartureLine, ...]
    """lines, 1 to 5000"""


class QualificationAsked(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A qualification for which an enterprise asks with its filing."""

    agency: str
    """agency asked, by its name in the mesh, such as customs"""
    role: EnterpriseRole
    """role asked for"""
    registration_no: str | None = None
    """number under which the agency has registered it already, as the enterprise says"""


class EnterpriseFilingSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An enterprise filed itself as a subject of cross-border e-commerce, once for all agencies."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; its day decides which register entries count"""
    guid: str
    """guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """appStatus 业务状态: true for 1 (saved as draft), false for 2 (filed)"""
    app_time: str
    """appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """legal representative and contact, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """none of their fields is compared: the quota years, without digests"""
    enterprise_code: str
    """enterpriseCode 企业代码 (C1..18): customs registration code, or unified social credit code"""
    unified_code: str
    """unifiedCode 统一社会信用代码 (C18)"""
    enterprise_name: str
    """enterpriseName 企业名称 (C1..100): registered name"""
    subject_kind: SubjectKind
    """subjectKind 主体类别: 1 own platform, 2 application, 3 service"""
    registered_address: str
    """registeredAddress 注册地址 (C1..200)"""
    business_scope: str
    """businessScope 经营范围 (C1..1000)"""
    valid_from: str | None = None
    """validFrom 有效期起, YYYYMMDD: first day of the filing; that of its acceptance if absent"""
    valid_to: str | None = None
    """validTo 有效期止, YYYYMMDD: last day, inclusive; open if absent"""
    attachment_1_name: str | None = None
    """attachment1Name 附件1名称 (C1..100)"""
    attachment_1_digest: str | None = None
    """attachment1Digest 附件1摘要: SHA-256 of its bytes, 64 hex digits"""
    attachment_2_name: str | None = None
    """attachment2Name 附件2名称 (C1..100)"""
    attachment_2_digest: str | None = None
    """attachment2Digest 附件2摘要: SHA-256 of its bytes, 64 hex digits"""
    attachment_3_name: str | None = None
    """attachment3Name 附件3名称 (C1..100)"""
    attachment_3_digest: str | None = None
    """attachment3Digest 附件3摘要: SHA-256 of its bytes, 64 hex digits"""
    lines: tuple[QualificationAsked, ...]
    """the qualifications asked, one per agency"""


class ExportCancellationSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An enterprise asked to cancel an export list (CEB605)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy and rates"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remarks of the export cancellation, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    customs_code: str
    """CEB InvtCancel/customsCode 申报地海关代码 (C4): Customs district that accepts the declaration."""
    cop_no: str
    """CEB InvtCancel/copNo 企业唯一编号 (C..30): Enterprise-unique document number (C..30 on the export side)."""
    pre_entry_no: str | None = None
    """CEB InvtCancel/preNo 电子口岸编号 (C18): E-port number."""
    list_no: str
    """CEB InvtCancel/invtNo 原清单编号 (C..20): Number of the list to cancel."""
    agent_code: str
    """CEB InvtCancel/agentCode 申报企业代码 (C..18): Declaring enterprise: customs code or credit code."""
    agent_name: str
    """CEB InvtCancel/agentName 申报企业名称 (C..100): Declaring enterprise: registered name."""
    merchant_code: str
    """CEB InvtCancel/ebcCode 收发货人代码 (C..18): Merchant (= consignor on the list): 10-char customs code or 18-char credit code."""
    merchant_name: str
    """CEB InvtCancel/ebcName 收发货人名称 (C..100): Merchant (consignor): registered name."""


class ExportDeclarationLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A goods line of an export declaration."""

    gnum: int
    """gnum 商品序号: number of the line, from 1"""
    commodity_code: str
    """gcode 商品编码 (C10): commodity code, ten digits"""
    goods_name: str
    """gname 商品名称 (C..250): name of the goods"""
    destination_country_code: str
    """country 目的国（地区）代码 (C3): final destination"""
    currency_code: str
    """currency 币制 (C3): customs code of the currency"""
    quantity_e5: int
    """qty 申报数量 (N19,5): quantity, in 1/100,000"""
    unit_code: str
    """unit 申报计量单位 (C3): its unit"""
    statutory_quantity_e5: int
    """qty1 法定数量 (N19,5): statutory quantity, in 1/100,000"""
    statutory_unit_code: str
    """unit1 法定计量单位 (C3): its unit"""
    second_quantity_e5: int | None = None
    """qty2 第二数量 (N19,5): second statutory quantity, in 1/100,000"""
    second_unit_code: str | None = None
    """unit2 第二计量单位 (C..3): its unit"""
    unit_price_e5: int | None = None
    """price 单价 (N19,5): price of one unit, in 1/100,000 of the currency"""
    value_e5: int
    """totalPrice 总价 (N19,5): value, in 1/100,000 of the currency"""


class ExportDeclarationSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A merchant or its declaring enterprise told what the customs declaration system decided on an export."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; its day decides which register entries count"""
    guid: str
    """guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """appStatus 业务状态: true for 1 (saved as draft), false for 2 (filed)"""
    app_time: str
    """appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remark of the declaration, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """none of their fields is compared: the quota years, without digests"""
    customs_code: str
    """customsCode 申报地海关代码 (C4): customs district that accepted the declaration"""
    entry_no: str
    """entryId 报关单编号 (C18): number that the customs declaration system gave"""
    trade_mode: str
    """tradeMode 贸易方式 (C4): supervision mode: 9610, 1210, 9710 or 9810"""
    order_no: str
    """orderNo 订单编号 (C..60): order of which goods were declared"""
    agent_code: str
    """agentCode 申报单位代码 (C..18): declaring enterprise: customs code or credit code"""
    agent_name: str
    """agentName 申报单位名称 (C..100): declaring enterprise: registered name"""
    merchant_code: str
    """ebcCode 收发货人代码 (C..18): consignor: customs code or credit code"""
    merchant_name: str
    """ebcName 收发货人名称 (C..100): consignor: registered name"""
    gross_weight_kg_e5: int
    """grossWeight 毛重 (N19,5): kg, in 1/100,000"""
    net_weight_kg_e5: int
    """netWeight 净重 (N19,5): kg, in 1/100,000"""
    departed_at: str
    """departedAt 离境时间 (C14): when the goods left, YYYYMMDDhhmmss in China time, as sent"""
    lines: tuple[ExportDeclarationLine, ...]
    """goods as declared"""


class ExportListLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A goods line of an export list (CEB603 InventoryList)."""

    gnum: int
    """CEB InventoryList/gnum 商品序号 (N5): Line number from 1; ties to the order line of the same number."""
    item_no: str
    """CEB InventoryList/itemNo 企业商品货号 (C..20): Merchant's own article number (SKU)."""
    item_record_no: str | None = None
    """CEB InventoryList/itemRecordNo 账册备案料号 (C..30): Account book goods number; required for bonded export."""
    item_name: str | None = None
    """CEB InventoryList/itemName 企业商品名称 (C..250): Enterprise goods name; becomes the refund goods name after consolidation."""
    commodity_code: str
    """CEB InventoryList/gcode 商品编码 (C10): 10-digit code; in simplified mode the first 4 digits must be a real tariff heading."""
    goods_name: str
    """CEB InventoryList/gname 商品名称 (C..250): Goods name."""
    specification: str
    """CEB InventoryList/gmodel 规格型号 (C..250): Specification text: name, brand, spec, model, composition, content, grade … enough for classification and valuation."""
    bar_code: str
    """CEB InventoryList/barCode 条形码 (C..50): Bar code; 无 if none."""
    destination_country_code: str
    """CEB InventoryList/country 目的国（地区）代码 (C3): Final destination country."""
    currency_code: str
    """CEB InventoryList/currency 币制 (C3): Currency code."""
    quantity_e5: int
    """CEB InventoryList/qty 申报数量 (N19,5): Quantity in unit. In 1/100,000."""
    statutory_quantity_e5: int
    """CEB InventoryList/qty1 法定数量 (N19,5): Quantity in the statutory unit. In 1/100,000."""
    second_quantity_e5: int | None = None
    """CEB InventoryList/qty2 第二数量 (N19,5): Quantity in the second statutory unit. In 1/100,000."""
    unit_code: str
    """CEB InventoryList/unit 申报计量单位 (C3): Unit code of the traded quantity."""
    statutory_unit_code: str
    """CEB InventoryList/unit1 法定计量单位 (C3): First statutory unit code."""
    second_unit_code: str | None = None
    """CEB InventoryList/unit2 第二计量单位 (C..3): Second statutory unit code."""
    unit_price_e5: int
    """CEB InventoryList/price 单价 (N19,5): FOB unit price. In 1/100,000."""
    total_price_e5: int
    """CEB InventoryList/totalPrice 总价 (N19,5): Line total = price × qty. In 1/100,000."""


class ExportListSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An enterprise declared an export list (CEB603)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy and rates"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remarks of the export list, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    customs_code: str
    """CEB InventoryHead/customsCode 申报地海关代码 (C4): Customs district that accepts the declaration."""
    platform_code: str
    """CEB InventoryHead/ebpCode 电商平台代码 (C..18): Platform: customs registration code or unified social credit code. A foreign platform without a code may use the literal 无."""
    platform_name: str
    """CEB InventoryHead/ebpName 电商平台名称/海外仓名称 (C..100): Platform name, or overseas warehouse name."""
    order_no: str
    """CEB InventoryHead/orderNo 订单编号 (C..60): Order / overseas-warehouse stocking order number."""
    carrier_code: str
    """CEB InventoryHead/logisticsCode 物流企业代码 (C..18): Carrier: customs code or credit code."""
    carrier_name: str
    """CEB InventoryHead/logisticsName 物流企业名称 (C..100): Logistics enterprise: registered name."""
    waybill_no: str
    """CEB InventoryHead/logisticsNo 物流运单编号 (C..32): Parcel waybill number; must not be reused by the same carrier within 6 months."""
    cop_no: str
    """CEB InventoryHead/copNo 企业唯一编号 (C..30): Enterprise-unique document number (C..30 on the export side)."""
    pre_entry_no: str | None = None
    """CEB InventoryHead/preNo 电子口岸编号 (C18): E-port number: B + 8-digit date + 9-digit serial."""
    list_no: str | None = None
    """CEB InventoryHead/invtNo 清单编号 (C..20): List number given by customs: 4 district + 4 year + 1 I/E mark + 9…11 serial."""
    ie_flag: str
    """CEB InventoryHead/ieFlag 进出口标记 (C1): I import, E export."""
    port_code: str
    """CEB InventoryHead/portCode 出口口岸代码 (C4): Customs district of the port of exit."""
    export_date: str
    """CEB InventoryHead/ieDate 出口日期 (C8): Export date YYYYMMDD."""
    statistics_flag: str
    """CEB InventoryHead/statisticsFlag 申报业务类型 (C1): A simplified (goods without licence, export duty or tax refund; first 4 digits of gcode suffice), B consolidated."""
    agent_code: str
    """CEB InventoryHead/agentCode 申报企业代码 (C..18): Declaring enterprise: customs code or credit code."""
    agent_name: str
    """CEB InventoryHead/agentName 申报企业名称 (C..100): Declaring enterprise: registered name."""
    merchant_code: str
    """CEB InventoryHead/ebcCode 收发货人代码 (C..18): Merchant (= consignor on the list): 10-char customs code or 18-char credit code."""
    merchant_name: str
    """CEB InventoryHead/ebcName 收发货人名称 (C..100): Merchant (consignor): registered name."""
    owner_code: str
    """CEB InventoryHead/ownerCode 生产销售企业代码 (C..18): Producer/seller enterprise code; NO when it is not registered with customs."""
    owner_name: str
    """CEB InventoryHead/ownerName 生产销售企业名称 (C..100): Producer/seller enterprise name."""
    bonded_enterprise_code: str | None = None
    """CEB InventoryHead/iacCode 区内企业代码 (C..18): Bonded-area enterprise code; required for special-area export."""
    bonded_enterprise_name: str | None = None
    """CEB InventoryHead/iacName 区内企业名称 (C..100): Bonded-area enterprise name; required for special-area export."""
    account_book_no: str | None = None
    """CEB InventoryHead/emsNo 账册编号 (C..30): Account book; required for special-area export."""
    trade_mode: str
    """CEB InventoryHead/tradeMode 贸易方式 (C4): 9610 general export, 1210 special-area export, 9710 B2B direct, 9810 overseas warehouse (XSD note still lists 9610/1210/1239)."""
    transport_mode: str
    """CEB InventoryHead/trafMode 运输方式 (C1): Transport mode code."""
    transport_name: str | None = None
    """CEB InventoryHead/trafName 运输工具名称 (C..100): Vehicle/vessel; may be left for the master list (607)."""
    voyage_no: str | None = None
    """CEB InventoryHead/voyageNo 航班航次号 (C..32): Flight/voyage; may be left for 607."""
    bill_no: str | None = None
    """CEB InventoryHead/billNo 提运单号 (C..37): Master bill; may be left for 607."""
    package_no: str | None = None
    """CEB InventoryHead/totalPackageNo 总包号 (C..37): Pallet/bag number; may be left for 607."""
    supervised_site_code: str | None = None
    """CEB InventoryHead/loctNo 监管场所代码 (C..10): Supervised-site code; needed when the district has several cross-border sites."""
    licence_no: str | None = None
    """CEB InventoryHead/licenseNo 许可证号 (C..19): Import/export licence number, if any."""
    arrival_country_code: str
    """CEB InventoryHead/country 运抵国（地区） (C3): Country/region of arrival."""
    destination_port_code: str
    """CEB InventoryHead/POD 指运港代码 (C3..4): Destination port code abroad (upper-case element name)."""
    freight_e5: int
    """CEB InventoryHead/freight 运费 (N19,5): Freight actually charged. In 1/100,000."""
    freight_currency_code: str
    """CEB InventoryHead/fCurrency 运费币制 (C3): Currency of freight."""
    freight_kind: str
    """CEB InventoryHead/fFlag 运费标志 (C1): Freight flag: 1 rate, 2 unit price, 3 total."""
    insurance_e5: int
    """CEB InventoryHead/insuredFee 保费 (N19,5): Declared-value fee actually charged. In 1/100,000."""
    insurance_currency_code: str
    """CEB InventoryHead/iCurrency 保费币制 (C3): Currency of insurance."""
    insurance_kind: str
    """CEB InventoryHead/iFlag 保费标志 (C1): Insurance flag: 1 rate, 2 unit price, 3 total."""
    packing_kind: str
    """CEB InventoryHead/wrapType 包装种类代码 (C1): Outer packing kind, one digit."""
    pack_count: int
    """CEB InventoryHead/packNo 件数 (N9): Number of parcels."""
    gross_weight_kg_e5: int
    """CEB InventoryHead/grossWeight 毛重（公斤） (N19,5): Gross weight, kg. In 1/100,000."""
    net_weight_kg_e5: int
    """CEB InventoryHead/netWeight 净重（公斤） (N19,5): Net weight, kg. In 1/100,000."""
    lines: tuple[ExportListLine, ...]
    """lines, 1 to 100"""


class ExportOrderLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A goods line of an export order (CEB303 OrderList)."""

    gnum: int
    """CEB OrderList/gnum 序号 (N5): Line number from 1; ties to the list line of the same number."""
    item_no: str
    """CEB OrderList/itemNo 企业商品货号 (C..30): Merchant's own article number (SKU)."""
    item_name: str
    """CEB OrderList/itemName 企业商品名称 (C..250): Goods name as sold on the platform (Chinese)."""
    item_description: str | None = None
    """CEB OrderList/itemDescribe 企业商品描述 (C..1000): Goods description shown on the platform."""
    bar_code: str | None = None
    """CEB OrderList/barCode 条形码 (C..50): Goods bar code."""
    unit_code: str
    """CEB OrderList/unit 计量单位 (C3): Unit code of the traded quantity."""
    currency_code: str
    """CEB OrderList/currency 币制 (C3): Currency code."""
    quantity_e5: int
    """CEB OrderList/qty 数量 (N19,5): Quantity in unit. In 1/100,000."""
    unit_price_e5: int
    """CEB OrderList/price 单价 (N19,5): Unit price. In 1/100,000."""
    total_price_e5: int
    """CEB OrderList/totalPrice 总价 (N19,5): Line total = price × qty. In 1/100,000."""


class ExportOrderSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An enterprise declared an export order, or a stocking order of an overseas warehouse (CEB303)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy and rates"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remarks of the export order, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    order_type: str
    """CEB OrderHead/orderType 订单类型 (C1): E B2C export order, B B2B export order, W overseas-warehouse stocking order."""
    order_no: str
    """CEB OrderHead/orderNo 电商订单/海外仓订仓单编号 (C..60): Order number, or overseas-warehouse stocking order number; unique."""
    platform_code: str
    """CEB OrderHead/ebpCode 电商平台代码 (C..18): Platform: customs registration code or unified social credit code. A foreign platform without a code may use the literal 无."""
    platform_name: str
    """CEB OrderHead/ebpName 电商平台/海外仓名称 (C..100): Platform name, or overseas warehouse name."""
    merchant_code: str
    """CEB OrderHead/ebcCode 电商企业代码 (C..18): Merchant (= consignor on the list): 10-char customs code or 18-char credit code."""
    merchant_name: str
    """CEB OrderHead/ebcName 电商企业名称 (C..100): Merchant (consignor): registered name."""
    goods_value_e5: int
    """CEB OrderHead/goodsValue 商品金额 (N19,5): Actual FOB deal value, without shipping charges, including non-cash part. In 1/100,000."""
    freight_e5: int
    """CEB OrderHead/freight 运杂费 (N19,5): Shipping and misc. charges; 0 if none. In 1/100,000."""
    currency_code: str
    """CEB OrderHead/currency 币制 (C3): Currency code."""
    lines: tuple[ExportOrderLine, ...]
    """lines, 1 to 100"""


class ExportReceiptSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An enterprise declared that an export order was paid (CEB403)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy and rates"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remarks of the receipt of payment, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    platform_code: str
    """CEB Receipts/ebpCode 电商平台代码 (C..18): Platform: customs registration code or unified social credit code. A foreign platform without a code may use the literal 无."""
    platform_name: str
    """CEB Receipts/ebpName 电商平台/海外仓名称 (C..100): Platform name, or overseas warehouse name."""
    merchant_code: str
    """CEB Receipts/ebcCode 电商企业代码 (C..18): Merchant (= consignor on the list): 10-char customs code or 18-char credit code."""
    merchant_name: str
    """CEB Receipts/ebcName 电商企业名称 (C..100): Merchant (consignor): registered name."""
    order_no: str
    """CEB Receipts/orderNo 电商订单/海外仓订仓单编号 (C..60): Order number, or overseas-warehouse stocking order number."""
    payment_institution_code: str | None = None
    """CEB Receipts/payCode 支付企业代码 (C..18): Payment enterprise code; required for a domestic one."""
    payment_institution_name: str
    """CEB Receipts/payName 支付企业名称 (C..100): Payment enterprise name; write 现金支付 when not paid online."""
    payment_no: str | None = None
    """CEB Receipts/payNo 支付交易编号 (C..60): Payment transaction number."""
    received_e5: int
    """CEB Receipts/charge 收款金额 (N19,5): Amount received for the order. In 1/100,000."""
    currency_code: str
    """CEB Receipts/currency 币制 (C3): Currency code."""
    received_time: str
    """CEB Receipts/accountingDate 到账时间 (C14): When the money arrived, YYYYMMDDhhmmss, China time, as sent."""


class ExportWaybillSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A carrier declared a parcel waybill of an export (CEB505)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy and rates"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remarks of the export waybill, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    carrier_code: str
    """CEB Logistics/logisticsCode 物流企业代码 (C..18): Carrier: customs code or credit code."""
    carrier_name: str
    """CEB Logistics/logisticsName 物流企业名称 (C..100): Logistics enterprise: registered name."""
    waybill_no: str
    """CEB Logistics/logisticsNo 物流运单编号 (C..32): Parcel waybill number; must not be reused by the same carrier within 6 months."""
    freight_e5: int
    """CEB Logistics/freight 运费 (N19,5): Transport charge. In 1/100,000."""
    insurance_e5: int
    """CEB Logistics/insuredFee 保价费 (N19,5): Insurance charge. In 1/100,000."""
    currency_code: str
    """CEB Logistics/currency 币制 (C3): Currency code."""
    gross_weight_kg_e5: int
    """CEB Logistics/grossWeight 毛重 (N19,5): Gross weight, kg. In 1/100,000."""
    pack_count: int
    """CEB Logistics/packNo 件数 (N9): Number of parcels under the waybill."""
    goods_info: str
    """CEB Logistics/goodsInfo 主要货物信息 (C..200): Goods the carrier can inspect."""
    merchant_code: str | None = None
    """CEB Logistics/ebcCode 电商企业代码 (C..18): Merchant: 10-char customs code or 18-char credit code."""
    merchant_name: str | None = None
    """CEB Logistics/ebcName 电商企业名称 (C..100): Merchant: name on customs record (E-port checks it)."""


class ImportCancellationSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A merchant or its agent asked to cancel an import list (CEB623)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy, rates and quota year"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the personal fields and free remarks of the cancellation, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    customs_code: str
    """CEB InvtCancel/customsCode 申报海关代码 (C4): Customs district that accepts the declaration ."""
    order_no: str
    """CEB InvtCancel/orderNo 订单编号 (C1..60): Order number on the trading platform; unique per platform."""
    platform_code: str
    """CEB InvtCancel/ebpCode 电商平台代码 (C1..18): E-commerce platform: customs registration code. If the platform is not registered (order sent by the merchant), the platform id published by China E-port."""
    platform_name: str
    """CEB InvtCancel/ebpName 电商平台名称 (C1..100): Registered name of the platform (or E-port published name)."""
    merchant_code: str
    """CEB InvtCancel/ebcCode 电商企业代码 (C1..18): E-commerce merchant: customs registration code."""
    merchant_name: str
    """CEB InvtCancel/ebcName 电商企业名称 (C1..100): Registered name of the merchant."""
    waybill_no: str
    """CEB InvtCancel/logisticsNo 物流运单编号 (C1..60): Parcel waybill number; must not be reused by the same carrier within 6 months."""
    carrier_code: str
    """CEB InvtCancel/logisticsCode 物流企业代码 (C1..18): Logistics enterprise: customs registration code."""
    carrier_name: str
    """CEB InvtCancel/logisticsName 物流企业名称 (C1..100): Logistics enterprise: registered name."""
    cop_no: str | None = None
    """CEB InvtCancel/copNo 企业内部编号 (C..20): Enterprise-internal document number."""
    pre_entry_no: str | None = None
    """CEB InvtCancel/preNo 预录入编号 (C..18): E-port pre-entry number (E-port assigns it)."""
    list_no: str
    """CEB InvtCancel/invtNo 清单编号 (C1..18): Number of the list to cancel."""
    buyer_id_type: str
    """CEB InvtCancel/buyerIdType 订购人证件类型 (C1): 1 resident id card, 2 other. Restricted to 1."""
    agent_code: str
    """CEB InvtCancel/agentCode 申报企业代码 (C1..18): Declaring enterprise (customs broker): registration code."""
    agent_name: str
    """CEB InvtCancel/agentName 申报企业名称 (C1..100): Declaring enterprise: registered name."""


class ListLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A goods line of an import list (CEB621 InventoryList)."""

    gnum: int
    """CEB InventoryList/gnum 序号 (int): Line number from 1; one-to-one with the order line."""
    item_record_no: str | None = None
    """CEB InventoryList/itemRecordNo 账册备案料号 (C..30): Goods number in the bonded account book; required in bonded mode."""
    item_no: str | None = None
    """CEB InventoryList/itemNo 企业商品货号 (C..20): Merchant's own article number (SKU)."""
    item_name: str | None = None
    """CEB InventoryList/itemName 企业商品品名 (C..250): Goods name as sold on the platform (Chinese)."""
    commodity_code: str
    """CEB InventoryList/gcode 商品编码 (C10): 10-digit commodity code: 8-digit tariff number + 2 additional digits."""
    goods_name: str
    """CEB InventoryList/gname 商品名称 (C1..250): Goods name (must agree with the order)."""
    specification: str
    """CEB InventoryList/gmodel 商品规格型号 (C1..510): Specification text: name, brand, spec, model, composition, content, grade … enough for classification and valuation."""
    bar_code: str | None = None
    """CEB InventoryList/barCode 条码 (C..50): Bar code; 无 if none."""
    origin_country_code: str
    """CEB InventoryList/country 原产国（地区） (C3): Country of origin."""
    trade_country_code: str | None = None
    """CEB InventoryList/tradeCountry 贸易国 (C1..3): Trading country code ."""
    currency_code: str
    """CEB InventoryList/currency 币制 (C3): Fixed: 142 (CNY)."""
    quantity_e5: int
    """CEB InventoryList/qty 数量 (N19,5): Actual quantity in the traded unit. In 1/100,000."""
    unit_code: str
    """CEB InventoryList/unit 计量单位 (C3): Unit code  of the traded quantity."""
    statutory_quantity_e5: int
    """CEB InventoryList/qty1 法定数量 (N19,5): Quantity in the statutory unit. In 1/100,000."""
    statutory_unit_code: str
    """CEB InventoryList/unit1 法定计量单位 (C3): First statutory unit code."""
    second_quantity_e5: int | None = None
    """CEB InventoryList/qty2 第二数量 (N19,5): Quantity in the second statutory unit. In 1/100,000."""
    second_unit_code: str | None = None
    """CEB InventoryList/unit2 第二计量单位 (C3): Second statutory unit code."""
    unit_price_cny_e5: int
    """CEB InventoryList/price 单价 (N19,5): Unit deal price. In 1/100,000."""
    total_price_cny_e5: int
    """CEB InventoryList/totalPrice 总价 (N19,5): Line total. In 1/100,000."""


class ImportListSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A merchant or its agent declared an import list, the declaration proper (CEB621)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy, rates and quota year"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the personal fields and free remarks of the list, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    order_no: str
    """CEB InventoryHead/orderNo 订单编号 (C1..60): Order number on the trading platform; unique per platform."""
    platform_code: str
    """CEB InventoryHead/ebpCode 电商平台代码 (C1..18): E-commerce platform: customs registration code. If the platform is not registered (order sent by the merchant), the platform id published by China E-port."""
    platform_name: str
    """CEB InventoryHead/ebpName 电商平台名称 (C1..100): Registered name of the platform (or E-port published name)."""
    merchant_code: str
    """CEB InventoryHead/ebcCode 电商企业代码 (C1..18): E-commerce merchant: customs registration code."""
    merchant_name: str
    """CEB InventoryHead/ebcName 电商企业名称 (C1..100): Registered name of the merchant."""
    waybill_no: str
    """CEB InventoryHead/logisticsNo 物流运单编号 (C1..60): Parcel waybill number; must not be reused by the same carrier within 6 months."""
    carrier_code: str
    """CEB InventoryHead/logisticsCode 物流企业代码 (C1..18): Logistics enterprise: customs registration code."""
    carrier_name: str
    """CEB InventoryHead/logisticsName 物流企业名称 (C1..100): Logistics enterprise: registered name."""
    cop_no: str | None = None
    """CEB InventoryHead/copNo 企业内部编号 (C..20): Enterprise-internal document number."""
    pre_entry_no: str | None = None
    """CEB InventoryHead/preNo 预录入编号 (C..18): E-port pre-entry number (E-port assigns it)."""
    guarantor_code: str
    """CEB InventoryHead/assureCode 担保企业编号 (C1..30): Registration code of the tax guarantor. Text: limited to platform, merchant or carrier of the list; XSD note: declaring enterprise, merchant or carrier."""
    account_book_no: str | None = None
    """CEB InventoryHead/emsNo 账册编号 (C..30): Bonded mode: account book of the bonded warehouse enterprise (write-off on leaving the area)."""
    list_no: str | None = None
    """CEB InventoryHead/invtNo 清单编号 (C..18): List number created when customs accepts the declaration."""
    ie_flag: str
    """CEB InventoryHead/ieFlag 进出口标记 (C1): I import, E export."""
    declared_date: str
    """CEB InventoryHead/declTime 申报日期 (C8): Declaration date YYYYMMDD (date customs accepts the data)."""
    customs_code: str
    """CEB InventoryHead/customsCode 申报海关代码 (C4): Customs district that accepts the declaration ."""
    port_code: str
    """CEB InventoryHead/portCode 口岸海关代码 (C4): Customs district of the port where goods actually cross the border ."""
    entry_date: str | None = None
    """CEB InventoryHead/ieDate 进口日期 (C8): Date the means of transport entered, YYYYMMDD; leave out if unknown."""
    buyer_id_type: str
    """CEB InventoryHead/buyerIdType 订购人证件类型 (C1): 1 resident id card, 2 other. Restricted to 1."""
    agent_code: str
    """CEB InventoryHead/agentCode 申报企业代码 (C1..18): Declaring enterprise (customs broker): registration code."""
    agent_name: str
    """CEB InventoryHead/agentName 申报企业名称 (C1..100): Declaring enterprise: registered name."""
    bonded_enterprise_code: str | None = None
    """CEB InventoryHead/areaCode 区内企业代码 (C..18): Bonded-area warehouse enterprise code; required in bonded mode."""
    bonded_enterprise_name: str | None = None
    """CEB InventoryHead/areaName 区内企业名称 (C..100): Bonded-area warehouse enterprise name; required in bonded mode."""
    trade_mode: str
    """CEB InventoryHead/tradeMode 贸易方式 (C4): 9610 direct purchase import, 1210 bonded import (1239 is also used in practice outside the pilot cities)."""
    transport_mode: str
    """CEB InventoryHead/trafMode 运输方式 (C1): Direct purchase: mode of the cross-border leg; bonded: mode of leaving the area at the second line."""
    transport_no: str | None = None
    """CEB InventoryHead/trafNo 运输工具编号 (C..100): Direct purchase: required, as on the manifest. Bonded: omit."""
    voyage_no: str | None = None
    """CEB InventoryHead/voyageNo 航班航次号 (C..32): Direct purchase: required. Bonded: omit."""
    bill_no: str | None = None
    """CEB InventoryHead/billNo 提运单号 (C..37): Direct purchase: required. Bonded: omit."""
    supervised_site_code: str | None = None
    """CEB InventoryHead/loctNo 监管场所代码 (C..10): Supervised-site code; needed when the district has several cross-border sites."""
    licence_no: str | None = None
    """CEB InventoryHead/licenseNo 许可证件号 (C..19): Import/export licence number, if any."""
    departure_country_code: str
    """CEB InventoryHead/country 起运国（地区） (C3): Departure country. Direct purchase: where the goods started; bonded: 142."""
    freight_cny_e5: int
    """CEB InventoryHead/freight 运费 (N19,5): Freight actually charged by the carrier. In 1/100,000."""
    insurance_cny_e5: int
    """CEB InventoryHead/insuredFee 保费 (N19,5): Declared-value fee actually charged by the carrier. In 1/100,000."""
    currency_code: str
    """CEB InventoryHead/currency 币制 (C3): Fixed: 142 (CNY)."""
    packing_kind: str | None = None
    """CEB InventoryHead/wrapType 包装种类代码 (C1): Outer packing kind, one digit ."""
    pack_count: int
    """CEB InventoryHead/packNo 件数 (N9): Number of parcels; fixed to 1."""
    gross_weight_kg_e5: int
    """CEB InventoryHead/grossWeight 毛重（公斤） (N19,5): Gross weight, kg. In 1/100,000."""
    net_weight_kg_e5: int
    """CEB InventoryHead/netWeight 净重（公斤） (N19,5): Net weight, kg. In 1/100,000."""
    buyer_id_possible: bool
    """whether the resident id number is possible: its check character right (ISO 7064 mod 11-2), its birthday a day from 1900 to the day of acceptance"""
    lines: tuple[ListLine, ...]
    """goods lines, 1 to 99"""


class OrderLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A goods line of an order (CEB311 OrderList)."""

    gnum: int
    """CEB OrderList/gnum 商品序号 (int): Line number, consecutive from 1."""
    item_no: str | None = None
    """CEB OrderList/itemNo 企业商品货号 (C..30): Merchant's own article number (SKU)."""
    item_name: str
    """CEB OrderList/itemName 企业商品名称 (C1..250): Goods name as sold on the platform (Chinese)."""
    specification: str
    """CEB OrderList/gmodel 商品规格型号 (C1..510): Specification text: name, brand, spec, model, composition, content, grade … enough for classification and valuation."""
    item_description: str | None = None
    """CEB OrderList/itemDescribe 企业商品描述 (C..1000): Goods description shown on the platform."""
    bar_code: str | None = None
    """CEB OrderList/barCode 条形码 (C..50): Goods bar code."""
    unit_code: str
    """CEB OrderList/unit 单位 (C3): Unit code  of the traded quantity."""
    quantity_e5: int
    """CEB OrderList/qty 数量 (N19,5): Quantity in unit. In 1/100,000."""
    unit_price_cny_e5: int
    """CEB OrderList/price 单价 (N19,5): Unit price; 0 for a free gift. In 1/100,000."""
    total_price_cny_e5: int
    """CEB OrderList/totalPrice 总价 (N19,5): Line total = price × qty. In 1/100,000."""
    currency_code: str
    """CEB OrderList/currency 币制 (C3): Fixed: 142 (CNY)."""
    origin_country_code: str
    """CEB OrderList/country 原产国 (C3): Country of origin ."""


class ImportOrderSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A platform or merchant declared an order (CEB311)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy, rates and quota year"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the personal fields and free remarks of the order, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    order_type: str
    """CEB OrderHead/orderType 订单类型 (C1): I = import."""
    order_no: str
    """CEB OrderHead/orderNo 订单编号 (C1..60): Order number on the trading platform; unique per platform."""
    platform_code: str
    """CEB OrderHead/ebpCode 电商平台代码 (C1..18): E-commerce platform: customs registration code. If the platform is not registered (order sent by the merchant), the platform id published by China E-port."""
    platform_name: str
    """CEB OrderHead/ebpName 电商平台名称 (C1..100): Registered name of the platform (or E-port published name)."""
    merchant_code: str
    """CEB OrderHead/ebcCode 电商企业代码 (C1..18): E-commerce merchant: customs registration code."""
    merchant_name: str
    """CEB OrderHead/ebcName 电商企业名称 (C1..100): Registered name of the merchant."""
    goods_value_cny_e5: int
    """CEB OrderHead/goodsValue 商品价格 (N19,5): Actual deal value of the goods, including any part paid with non-cash means. In 1/100,000."""
    freight_cny_e5: int
    """CEB OrderHead/freight 运杂费 (N19,5): Shipping and misc. charges not inside goodsValue; 0 if none. In 1/100,000."""
    discount_cny_e5: int
    """CEB OrderHead/discount 非现金抵扣金额 (N19,5): Amount covered by points, virtual money, vouchers etc.; 0 if none. In 1/100,000."""
    tax_total_cny_e5: int
    """CEB OrderHead/taxTotal 代扣税款 (N19,5): Tax pre-collected from the buyer; 0 if none. In 1/100,000."""
    actual_paid_cny_e5: int
    """CEB OrderHead/acturalPaid 实际支付金额 (N19,5): (sic) = goodsValue + freight + taxTotal − discount; must equal the paid amount on the payment document. In 1/100,000."""
    currency_code: str
    """CEB OrderHead/currency 币制 (C3): Fixed: 142 (CNY)."""
    buyer_id_type: str
    """CEB OrderHead/buyerIdType 订购人证件类型 (C1): 1 resident id card, 2 other. Restricted to 1."""
    payment_institution_code: str | None = None
    """CEB OrderHead/payCode 支付企业代码 (C..18): Payment enterprise: customs registration code."""
    payment_institution_name: str | None = None
    """CEB OrderHead/payName 支付企业名称 (C..100): Payment enterprise: registered name."""
    payment_no: str | None = None
    """CEB OrderHead/payTransactionId 支付交易编号 (C..60): Payment serial number, unique within the payment enterprise."""
    batch_numbers: str | None = None
    """CEB OrderHead/batchNumbers 商品批次号 (C..100): Goods batch number."""
    consignee_district_code: str | None = None
    """CEB OrderHead/consigneeDistrict 收货地址行政区划代码 (C6): 6-digit administrative division code (national statistics bureau)."""
    buyer_id_possible: bool
    """whether the resident id number is possible: its check character right (ISO 7064 mod 11-2), its birthday a day from 1900 to the day of acceptance"""
    lines: tuple[OrderLine, ...]
    """goods lines, 1 to 99"""


class ImportPaymentSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A payment institution declared a payment (CEB411)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy, rates and quota year"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the personal fields and free remarks of the payment, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    payment_institution_code: str
    """CEB PaymentHead/payCode 支付企业代码 (C1..18): Payment enterprise: customs registration code."""
    payment_institution_name: str
    """CEB PaymentHead/payName 支付企业名称 (C1..100): Payment enterprise: registered name."""
    payment_no: str
    """CEB PaymentHead/payTransactionId 支付交易编号 (C1..60): Payment serial number, unique within the payment enterprise."""
    order_no: str
    """CEB PaymentHead/orderNo 订单编号 (C1..60): Order number on the trading platform; unique per platform."""
    platform_code: str
    """CEB PaymentHead/ebpCode 电商平台代码 (C1..18): E-commerce platform: customs registration code. If the platform is not registered (order sent by the merchant), the platform id published by China E-port."""
    platform_name: str
    """CEB PaymentHead/ebpName 电商平台名称 (C1..100): Registered name of the platform (or E-port published name)."""
    payer_id_type: str
    """CEB PaymentHead/payerIdType 支付人证件类型 (C1): 1 resident id card, 2 other. Restricted to 1."""
    amount_paid_cny_e5: int
    """CEB PaymentHead/amountPaid 支付金额 (N19,5): Amount paid. In 1/100,000."""
    currency_code: str
    """CEB PaymentHead/currency 支付币制 (C3): Fixed: 142 (CNY)."""
    pay_time: str
    """CEB PaymentHead/payTime 支付时间 (C14): Payment time YYYYMMDDhhmmss."""
    payer_id_possible: bool
    """whether the resident id number is possible: its check character right (ISO 7064 mod 11-2), its birthday a day from 1900 to the day of acceptance"""


class ImportWaybillSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A carrier declared a parcel waybill (CEB511)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy, rates and quota year"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the personal fields and free remarks of the waybill, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    carrier_code: str
    """CEB LogisticsHead/logisticsCode 物流企业代码 (C1..18): Logistics enterprise: customs registration code."""
    carrier_name: str
    """CEB LogisticsHead/logisticsName 物流企业名称 (C1..100): Logistics enterprise: registered name."""
    waybill_no: str
    """CEB LogisticsHead/logisticsNo 物流运单编号 (C1..60): Parcel waybill number; must not be reused by the same carrier within 6 months."""
    bill_no: str | None = None
    """CEB LogisticsHead/billNo 提运单号 (C..37): For direct purchase import: ocean bill, air master bill or truck manifest."""
    order_no: str
    """CEB LogisticsHead/orderNo 订单编号 (C1..60): Order number (mandatory since announcement 2018-113; missing from the 202205 text but required by the 202205 XSD)."""
    freight_cny_e5: int | None = None
    """CEB LogisticsHead/freight 运费 (N19,5): Transport charge; 0 if none. In 1/100,000."""
    insurance_cny_e5: int | None = None
    """CEB LogisticsHead/insuredFee 保价费 (N19,5): Insurance (declared-value) charge; 0 if none. In 1/100,000."""
    currency_code: str
    """CEB LogisticsHead/currency 币制 (C3): Fixed: 142 (CNY)."""
    gross_weight_kg_e5: int
    """CEB LogisticsHead/weight 毛重 (N19,5): Gross weight, kg. In 1/100,000."""
    pack_count: int
    """CEB LogisticsHead/packNo 件数 (N9): Number of parcels under the waybill; fixed to 1."""
    goods_info: str | None = None
    """CEB LogisticsHead/goodsInfo 主要货物信息 (C..200): Short description of the contents."""


class MasterListLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A parcel of a bill (CEB607 WayBillList)."""

    gnum: int
    """CEB WayBillList/gnum 序号 (N5): Line number, consecutive from 1."""
    package_no: str | None = None
    """CEB WayBillList/totalPackageNo 总包号 (C..60): Pallet/bag number grouping parcels under one master bill (mail bag number for post)."""
    waybill_no: str
    """CEB WayBillList/logisticsNo 物流运单编号 (C..32): Parcel waybill number."""
    list_no: str | None = None
    """CEB WayBillList/invtNo 出口清单编号 (C..20): Original export list number when the goods are returned export goods."""


class MasterListSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A declaring enterprise told which parcels travel under a bill (CEB607)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy and rates"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remarks of the master list, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    customs_code: str
    """CEB WayBillHead/customsCode 申报地海关代码 (C4): Customs district that accepts the declaration."""
    cop_no: str
    """CEB WayBillHead/copNo 企业唯一编号 (C..30): Enterprise-unique document number (C..30 on the export side)."""
    pre_entry_no: str | None = None
    """CEB WayBillHead/preNo 电子口岸编号 (C18): E-port number."""
    agent_code: str
    """CEB WayBillHead/agentCode 申报企业代码 (C..18): Declaring enterprise: customs code or credit code."""
    agent_name: str
    """CEB WayBillHead/agentName 申报企业名称 (C..100): Declaring enterprise: registered name."""
    supervised_site_code: str | None = None
    """CEB WayBillHead/loctNo 监管场所代码 (C..10): Supervised-site code; needed when the district has several cross-border sites."""
    transport_mode: str
    """CEB WayBillHead/trafMode 运输方式 (C1): Transport mode code."""
    transport_name: str
    """CEB WayBillHead/trafName 运输工具名称 (C..100): Vehicle/vessel name or number as on the manifest."""
    voyage_no: str
    """CEB WayBillHead/voyageNo 航班航次号 (C..32): Flight/voyage number."""
    bill_no: str
    """CEB WayBillHead/billNo 提运单号 (C..37): Bill of lading / master air waybill / truck manifest number."""
    domestic_transport_no: str | None = None
    """CEB WayBillHead/domesticTrafNo 境内运输工具编号 (C..100): Domestic vehicle that carries goods to the supervised site, e.g. plate number."""
    gross_weight_kg_e5: int
    """CEB WayBillHead/grossWeight 毛重（公斤） (N19,5): Gross weight, kg. In 1/100,000."""
    carrier_code: str
    """CEB WayBillHead/logisticsCode 物流企业代码 (C..18): Carrier: customs code or credit code."""
    carrier_name: str
    """CEB WayBillHead/logisticsName 物流企业名称 (C..100): Logistics enterprise: registered name."""
    part_count: int
    """CEB WayBillHead/msgCount 报文总数 (N9): Total number of split messages; 1 when not split."""
    part_no: int
    """CEB WayBillHead/msgSeqNo 报文序号 (N9): Sequence of this split message from 1, no gaps; 1 when not split."""
    lines: tuple[MasterListLine, ...]
    """lines, 1 to 5000"""


class WaybillStatusSubmitted(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A carrier declared a status of a parcel waybill (CEB513)."""

    document_id: str
    """first 16 bytes of SHA-256 over sender, type and content digest, in hex"""
    content_digest: bytes
    """HMAC-SHA256 over the canonical clear record without guid (32 bytes); equal digests mean equal content"""
    sender_code: str
    """enterprise that transmitted the document (CEB BaseTransfer/copCode)"""
    batch_id: str
    """batch in which it came"""
    batch_index: int
    """place in the batch, from 0"""
    accepted_at_ms: int
    """when the gateway accepted the batch: milliseconds UTC; decides policy, rates and quota year"""
    guid: str
    """CEB guid 系统唯一序号 (C36) as sent; never an identity"""
    operation: Operation
    """CEB appType 报送类型: 1 add, 2 change, 3 delete"""
    draft: bool
    """CEB appStatus 业务状态: true for 1 (saved as draft), false for 2 (declared)"""
    app_time: str
    """CEB appTime 报送时间, YYYYMMDDhhmmss in China time, as sent"""
    personal: bytes
    """the free remark of the waybill status, AES-256-GCM"""
    personal_key_id: str
    """key of the day and data class that encrypts them"""
    person_digests: tuple[PersonDigests, ...]
    """digests of the personal fields: the quota year of acceptance first, in January last year too"""
    carrier_code: str
    """CEB LogisticsStatus/logisticsCode 物流企业代码 (C1..18): Logistics enterprise: customs registration code."""
    carrier_name: str
    """CEB LogisticsStatus/logisticsName 物流企业名称 (C1..100): Logistics enterprise: registered name."""
    waybill_no: str
    """CEB LogisticsStatus/logisticsNo 物流运单编号 (C1..60): Parcel waybill number."""
    status: str
    """CEB LogisticsStatus/logisticsStatus 物流运单状态 (C1): Delivery status; only S (signed for) is allowed."""
    status_time: str
    """CEB LogisticsStatus/logisticsTime 物流状态时间 (C14): When the status happened, YYYYMMDDhhmmss in China time, as sent."""
