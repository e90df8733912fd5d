"""Words for values of registers, views and events, by the field that holds them; any other value stands for itself."""

from console.texts.text import Text

VALUES: dict[str, Text] = {
    # roles and credit grades of enterprises
    "role.platform": Text("电商平台", "platform"),
    "role.merchant": Text("电商企业", "merchant"),
    "role.payment": Text("支付企业", "payment institution"),
    "role.carrier": Text("物流企业", "carrier"),
    "role.agent": Text("申报单位", "agent"),
    "role.bonded": Text("区内企业", "bonded enterprise"),
    "role.guarantor": Text("担保企业", "guarantor"),
    "credit.ADVANCED_CERTIFIED": Text("高级认证企业", "advanced certified"),
    "credit.GENERAL_CERTIFIED": Text("一般认证企业", "general certified"),
    "credit.CERTIFIED": Text("认证企业", "certified"),
    "credit.GENERAL_CREDIT": Text("一般信用企业", "general credit"),
    "credit.REGULAR": Text("常规管理企业", "regular"),
    "credit.OTHER": Text("其他注册登记和备案企业", "other"),
    "credit.DISHONEST": Text("失信企业", "dishonest"),
    "credit.SERIOUSLY_DISHONEST": Text("严重失信企业", "seriously dishonest"),
    # goods
    "vat.standard": Text("标准税率", "standard"),
    "vat.reduced": Text("低税率", "reduced"),
    "grade.A": Text("A 级", "A"),
    "grade.B": Text("B 级", "B"),
    "grade.C": Text("C 级", "C"),
    "grade.D": Text("D 级", "D"),
    "grade.ALERT": Text("预警", "alert"),
    "measure.ml": Text("毫升", "ml"),
    "measure.g": Text("克", "g"),
    "measure.piece": Text("件", "pieces"),
    "measure.litre": Text("升", "litre"),
    "measure.tonne": Text("吨", "tonne"),
    "exclusion.WILDLIFE": Text("野生动植物", "wildlife"),
    "exclusion.SPECIAL_FOOD": Text("特殊食品", "special food"),
    "exclusion.SPECIAL_COSMETICS": Text("特殊化妆品", "special cosmetics"),
    "exclusion.MEDICAL_DEVICE": Text("医疗器械", "medical devices"),
    # what events tell
    "bill.GENERATED": Text("已生成", "Issued"),
    "bill.SUMMARISED": Text("已汇总", "Summarised"),
    "bill.VOID": Text("已作废", "Void"),
    "regime.PREFERENTIAL": Text("限额内优惠征税", "Preferential, within the limits"),
    "regime.FULL": Text("全额征税", "Taxed in full"),
    "number.PAYMENT": Text("支付交易号", "Payment"),
    "number.WAYBILL": Text("运单号", "Waybill"),
    "release.inspect_then_release": Text("先检后放", "inspected, then released"),
    "release.fast_inspect_fast_release": Text("快检快放", "inspected and released fast"),
    "release.few_inspected_many_released": Text("少检多放", "few inspected, many released"),
    "release.no_inspection_release": Text("不检就放", "released without inspection"),
    "flag.true": Text("是", "yes"),
    "flag.false": Text("否", "no"),
    # what has no declaration, and registers of no agency
    "state.REJECTED": Text("单证被拒绝", "Documents rejected"),
    "agency.gateway": Text("接入网关", "Gateway"),
    # services of no agency
    "service.receipts": Text("回执", "Receipts"),
    "service.view": Text("案件视图", "Case view"),
    "service.gateway": Text("接入网关", "Gateway"),
    # how Kafka names the state of a service's workers
    "group.Stable": Text("分配稳定", "stable"),
    "group.Empty": Text("没有成员", "empty"),
    "group.Dead": Text("不存在", "dead"),
    "group.PreparingRebalance": Text("正在重新分配", "rebalancing"),
    "group.CompletingRebalance": Text("正在重新分配", "rebalancing"),
    # why a record is parked
    "fault.invalid_message": Text("无法读取或分区有误", "cannot be read, or is in the wrong partition"),
    "fault.unknown_schema": Text("模式尚未发布", "its schema is not published"),
    "fault.rule_failed": Text("处理程序出错", "the processor failed on it"),
    "fault.too_large": Text("结果超过消息上限", "its outcome is larger than a message may be"),
}

KINDS = {
    "roles": "role",
    "credit_grade": "credit",
    "vat_class": "vat",
    "grade": "grade",
    "content_unit": "measure",
    "consumption_unit": "measure",
    "quantity_unit_code": "unit",
    "exclusions": "exclusion",
    "tax_regime": "regime",
    "status": "bill",
    "kind": "number",
    "release_mode": "release",
    "finding.action": "action",
}
"""Which words the values of a field have."""
OFFERED = frozenset({"credit_grade", "vat_class", "grade", "content_unit", "consumption_unit", "quantity_unit_code"})
"""Fields of registers whose known values a form offers; any other may be written."""
