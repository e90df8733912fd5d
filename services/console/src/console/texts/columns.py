"""Words for registers and columns: those of their views unless there are better ones; others go by their names."""

from console.texts.text import Text
from contracts.agencies import AGENCIES
from contracts.common import ParameterSet
from contracts.topics import TOPICS
from contracts.views import VIEWS
from mesh.declared.register_csv import SUFFIX

_VIEWED: dict[str, Text] = {
    **{
        f"column.{field.name.removesuffix(SUFFIX)}": Text(field.zh, field.en[:1].upper() + field.en[1:])
        for view in VIEWS.values()
        for field in view.fields
    },
    **{f"register.{view.topic}": Text(view.zh, view.en.capitalize()) for view in VIEWS.values()},
}
_PARAMETERS = {
    f"register.{topic.name}": Text(f"{agency.zh}参数", f"Parameters of {agency.en.lower()}")
    for agency in AGENCIES.values()
    for topic in TOPICS.values()
    if topic.owner == agency.agency and topic.records == (ParameterSet,)
}

COLUMNS: dict[str, Text] = {
    **_VIEWED,
    **_PARAMETERS,
    "register.customs.enterprises.v1": Text("企业注册登记", "Enterprises"),
    "register.customs.goods-filings.v1": Text("商品备案", "Goods filings"),
    "register.customs.positive-list.v1": Text("正面清单", "Positive list"),
    "register.forex.licences.v1": Text("支付机构许可", "Licences of payment institutions"),
    "register.gateway.parameters.v1": Text("待办时限参数", "Parameters of the worklist"),
    "register.inspection.risks.v1": Text("风险等级与预警", "Risk grades and alerts"),
    "register.tax.guarantee-accounts.v1": Text("税款担保账户", "Guarantee accounts"),
    "register.tax.rates.v1": Text("税率", "Rates"),
    "column.code": Text("代码", "Code"),
    "column.version": Text("版本", "Version"),
    "column.valid_from": Text("生效日", "First day"),
    "column.valid_to": Text("截止日", "Last day"),
    "column.source": Text("出处", "Source"),
    "column.withdrawn": Text("撤下", "Withdrawn"),
    "column.value": Text("参数值", "Value"),
    "column.name_zh": Text("名称", "Name"),
    "column.roles": Text("身份", "Roles"),
    "column.credit_grade": Text("信用等级", "Credit grade"),
    "column.commodity_code": Text("商品编码", "Commodity code"),
    "column.specification": Text("规格", "Specification"),
    "column.net_content": Text("净含量", "Net content"),
    "column.content_unit": Text("含量单位", "Unit of content"),
    "column.list_version": Text("清单版本", "Version of the list"),
    "column.remark_zh": Text("备注", "Remark"),
    "column.exclusions": Text("除外", "Exclusions"),
    "column.trade_modes": Text("贸易方式", "Trade modes"),
    "column.name_words": Text("品名须含", "Words of the name"),
    "column.licensed_modes": Text("须列许可证的贸易方式", "Modes that need a licence"),
    "column.quantity_limit": Text("限量", "Quantity limit"),
    "column.quantity_unit_code": Text("限量单位", "Unit of the limit"),
    "column.quantity_group": Text("合并限量组", "Group of the limit"),
    "column.licence_no": Text("许可证编号", "Licence"),
    "column.single_limit_cny": Text("单笔限额（元）", "Limit per transaction (CNY)"),
    "column.grade": Text("等级", "Grade"),
    "column.text_zh": Text("中文说明", "Text in Chinese"),
    "column.text_en": Text("英文说明", "Text in English"),
    "column.amount_cny": Text("担保金额（元）", "Amount (CNY)"),
    "column.mfn_pct": Text("最惠国税率（%）", "MFN duty rate (%)"),
    "column.provisional_pct": Text("暂定税率（%）", "Provisional duty rate (%)"),
    "column.vat_class": Text("增值税类别", "VAT class"),
    "column.consumption_pct": Text("消费税税率（%）", "Consumption tax rate (%)"),
    "column.consumption_specific_cny": Text("消费税从量税额（元）", "Specific consumption tax (CNY)"),
    "column.consumption_unit": Text("从量单位", "Unit of the specific tax"),
    "column.consumption_from_cny": Text("消费税起征价格（元）", "Consumption tax from a price of (CNY)"),
    "column.consumption_price_from_usd": Text("分档进口价格（美元）", "Import price between two taxes (USD)"),
    "column.consumption_specific_below_cny": Text("低档从量税额（元）", "Specific tax below that price (CNY)"),
    "column.litres_per_tonne": Text("每吨升数", "Litres per tonne"),
}
