# fmt: off
# ruff: noqa
# Generated from schemas/avro/mesh.trade.*.avsc by schemas/generate.py. Do not edit: change the contract and run it again.

"""Records of mesh.trade."""

import enum

import msgspec

from contracts.common import Operation, PersonDigests

__all__ = [
    "EnterpriseFilingSubmitted",
    "EnterpriseRole",
    "ImportCancellationSubmitted",
    "ImportListSubmitted",
    "ImportOrderSubmitted",
    "ImportPaymentSubmitted",
    "ImportWaybillSubmitted",
    "ListLine",
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
