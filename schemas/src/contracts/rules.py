# fmt: off
# ruff: noqa
# Generated from schemas/rules and schemas/codes by schemas/generate.py. Do not edit: change the contract and run it again.

"""Every rule that agencies apply."""

from typing import NamedTuple


class Source(NamedTuple):
    """
    A source of rules. zh, en: its title.

    kind: `law` (a law, announcement or plan), `specification` (of the messages, or a standard), `observed` (seen in
    published samples) or `ours`. date: of its publication, to the day or month, if known. read: how much of it the
    citations rest on, `whole`, `excerpt` or `reported` (title and content at second hand); None of what is ours.
    """

    name: str
    kind: str
    zh: str
    en: str
    number: str | None = None
    date: str | None = None
    read: str | None = None


class Citation(NamedTuple):
    """Where in a source a rule is, or why it is ours; from and until which day, if not as long as the rule."""

    source: Source
    zh: str | None = None
    en: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None

    def short(self, language: str) -> str:
        """Return number or title of the source, the place in it and its period, in ``zh`` or ``en``."""
        title, place = (self.source.zh, self.zh) if language == "zh" else (self.source.en, self.en)
        if self.source.kind == "ours":
            return f"{title}：{place}" if language == "zh" else f"{title}: {place}"
        stands = (" " if language == "zh" else ", ").join(part for part in (self.source.number or title, place) if part)
        when = period(self, language)
        return f"{stands} ({when})" if when else stands


class Rule(NamedTuple):
    """A rule: its text, who applies it, its citations, and the codes of its reasons."""

    rule_id: str
    agency: str
    zh: str
    en: str
    valid_from: str | None
    valid_until: str | None
    citations: tuple[Citation, ...]
    codes: tuple[str, ...]


def period(dated: Rule | Citation, language: str) -> str:
    """Return from and until when a rule or citation holds, in ``zh`` or ``en``; nothing of one that always does."""
    start, end = dated.valid_from, dated.valid_until
    if start and end:
        return f"{start} – {end}"
    if language == "zh":
        return f"自 {start} 起" if start else f"至 {end}" if end else ""
    return f"from {start}" if start else f"until {end}" if end else ""


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source('ours', 'ours', '本系统自定', 'Ours', None, None, None),
        Source('messages', 'specification', '跨境电子商务统一版信息化系统企业接入报文规范，202205版', 'Message specification of the unified customs system for cross-border e-commerce, edition 202205', None, '2022-05', 'whole'),
        Source('ministries-2018', 'law', '商务部等六部门关于完善跨境电子商务零售进口监管有关工作的通知', 'Notice of six ministries on improving the supervision of cross-border e-commerce retail imports', '商财发〔2018〕486号', '2018-11-28', 'excerpt'),
        Source('messages-2018', 'specification', '跨境电子商务统一版信息化系统企业接入报文规范，2018年修订', 'Message specification of the unified customs system for cross-border e-commerce, revised in 2018', '海关总署公告2018年第113号', None, 'whole'),
        Source('identity-numbers', 'specification', '公民身份号码', 'Citizen identification number', 'GB 11643-1999', None, 'reported'),
        Source('supervision-2018', 'law', '海关总署关于跨境电子商务零售进出口商品有关监管事宜的公告', 'Customs announcement on the supervision of goods of cross-border e-commerce retail', '海关总署公告2018年第194号', '2018-12-10', 'excerpt'),
        Source('import-tax-2016', 'law', '财政部、海关总署、国家税务总局关于跨境电子商务零售进口税收政策的通知', 'Notice on the tax policy for cross-border e-commerce retail imports', '财关税〔2016〕18号', '2016-03-24', 'excerpt'),
        Source('receipts', 'observed', '已公开的回执样例', 'Receipts in published samples', None, None, 'whole'),
        Source('import-tax-2018', 'law', '财政部、海关总署、税务总局关于完善跨境电子商务零售进口税收政策的通知', 'Notice on improving the tax policy for cross-border e-commerce retail imports', '财关税〔2018〕49号', '2018-11-29', 'excerpt'),
        Source('list-2016', 'law', '财政部等部门关于公布跨境电子商务零售进口商品清单的公告', 'Announcement of the list of goods of cross-border e-commerce retail import', '2016年第40号', '2016-04-06', 'excerpt'),
        Source('list-2016-second', 'law', '财政部等部门关于公布跨境电子商务零售进口商品清单（第二批）的公告', 'Announcement of the list of goods of cross-border e-commerce retail import, second batch', '2016年第47号', '2016-04-15', 'excerpt'),
        Source('list-2018', 'law', '财政部等部门关于调整跨境电商零售进口商品清单的公告', 'Announcement that adjusts the list of goods of cross-border e-commerce retail import', '2018年第157号', '2018-11-20', 'reported'),
        Source('list-2019', 'law', '财政部等部门关于调整扩大跨境电子商务零售进口商品清单的公告', 'Announcement that adjusts and widens the list of goods of cross-border e-commerce retail import', '2019年第96号', '2019-12-24', 'reported'),
        Source('list-2022', 'law', '财政部等部门关于调整跨境电子商务零售进口商品清单的公告', 'Announcement that adjusts the list of goods of cross-border e-commerce retail import', '2022年第7号', '2022-01-28', 'excerpt'),
        Source('payment-institutions-2019', 'law', '国家外汇管理局关于印发《支付机构外汇业务管理办法》的通知', 'Measures for the administration of the foreign exchange business of payment institutions', '汇发〔2019〕13号', '2019-04-29', 'excerpt'),
        Source('payment-institutions-2015', 'law', '国家外汇管理局关于开展支付机构跨境外汇支付业务试点的通知', 'Circular on the pilot of cross-border foreign exchange payments by payment institutions', '汇发〔2015〕7号', None, 'excerpt'),
        Source('shanghai-plan', 'law', '中国（上海）跨境电子商务综合试验区实施方案', 'Plan of the comprehensive pilot zone of cross-border e-commerce, Shanghai', '沪府办发〔2016〕23号', '2016-06-01', 'whole'),
        Source('credit-2021', 'law', '中华人民共和国海关注册登记和备案企业信用管理办法', 'Measures of customs for the credit management of registered and filed enterprises', '海关总署令第251号', '2021-09-13', 'excerpt'),
        Source('credit-2026', 'law', '中华人民共和国海关注册登记和备案企业信用管理办法（2026年修订）', 'Measures of customs for the credit management of registered and filed enterprises, revised in 2026', '海关总署令第282号', '2026-01-13', 'reported'),
        Source('forbidden-articles', 'law', '中华人民共和国禁止携带、邮寄进境的动植物及其产品名录', 'Catalogue of animals, plants and their products that may not be carried or posted into the country', '农业部、国家质量监督检验检疫总局公告第1712号', None, 'reported'),
        Source('consumption-tax', 'law', '中华人民共和国消费税暂行条例', 'Provisional regulations on consumption tax', '国务院令第539号', None, 'reported'),
        Source('vat-regulations', 'law', '中华人民共和国增值税暂行条例', 'Provisional regulations on value added tax', '国务院令第538号', None, 'reported'),
        Source('vat-law', 'law', '中华人民共和国增值税法', 'Law on value added tax', '主席令第41号', '2024-12-25', 'reported'),
        Source('vat-rates-2017', 'law', '财政部、国家税务总局关于简并增值税税率有关政策的通知', 'Notice on merging rates of value added tax', '财税〔2017〕37号', None, 'reported'),
        Source('vat-rates-2018', 'law', '财政部、税务总局关于调整增值税税率的通知', 'Notice on adjusting the rates of value added tax', '财税〔2018〕32号', None, 'reported'),
        Source('vat-rates-2019', 'law', '财政部、税务总局、海关总署关于深化增值税改革有关政策的公告', 'Announcement on deepening the reform of value added tax', '2019年第39号', None, 'reported'),
        Source('cosmetics-2016', 'law', '财政部、国家税务总局关于调整化妆品进口环节消费税的通知', 'Notice on adjusting the consumption tax on imported cosmetics', '财关税〔2016〕48号', '2016-09-30', 'whole'),
    )
}
"""By name."""

RULES: dict[str, Rule] = {
    rule.rule_id: rule
    for rule in (
        Rule(
            'REP-01', 'customs',
            '内容与该编号最新报送的单证或有效单证相同的，为重复报送，答复不变。',
            'A document whose content is that of the newest submission under its number, or of the one in force, is a repetition and gets the same answer.',
            None, None,
            (
                Citation(SOURCES['ours'], '规范未规定重复报送；网络重试不应改变结果', 'the specification is silent on repetitions; a sender that tries again must change nothing', None, None),
            ),
            (),
        ),
        Rule(
            'DOC-01', 'customs',
            '订单与清单至少有一行商品。',
            'An order and a list have goods lines.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311、CEB621 表体', 'CEB311 and CEB621, goods lines', None, None),
            ),
            ('-301001', '-621000'),
        ),
        Rule(
            'DOC-02', 'customs',
            '商品序号从 1 起连续编号，不得重复。',
            'Goods lines are numbered from 1 without a gap, none twice.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311、CEB621 gnum', 'CEB311 and CEB621, gnum', None, None),
            ),
            ('-301002', '-301008', '-621001', '-621027'),
        ),
        Rule(
            'DOC-03', 'customs',
            '订单为进口订单；清单为进口清单，监管方式为 9610、1210 或 1239。',
            'An order is one of import; a list declares imports in mode 9610, 1210 or 1239.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311 orderType；CEB621 ieFlag、tradeMode', 'CEB311, orderType; CEB621, ieFlag and tradeMode', None, None),
                Citation(SOURCES['ministries-2018'], '零售进口的定义', 'definition of retail import', None, None),
            ),
            ('-301008', '-621001'),
        ),
        Rule(
            'DOC-05', 'customs',
            '金额不为负，数量与重量大于零，均不超过 10,000,000。',
            'No amount is negative, quantities and weights are above zero, and none is above 10,000,000.',
            None, None,
            (
                Citation(SOURCES['messages'], '数值字段 N19,5', 'numeric fields, N19,5', None, None),
                Citation(SOURCES['ours'], '上限使任何合计都可精确记载，并远高于法定限值', 'the bound keeps every sum exact and lies far above every limit of law', None, None),
            ),
            ('-301008', '-401009', '-504011', '-621001'),
        ),
        Rule(
            'DOC-06', 'customs',
            '商品价格等于各行总价之和。',
            'The value of the goods is the sum of the lines.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311 goodsValue', 'CEB311, goodsValue', None, None),
                Citation(SOURCES['ours'], '规范只写明为商品实际成交价；本系统理解为各行总价之和', 'the specification says the actual deal value of the goods; that this is the sum of the lines is our reading', None, None),
            ),
            ('-301008',),
        ),
        Rule(
            'DOC-07', 'customs',
            '一份运单、一份清单为一个包裹。',
            'A waybill and a list are one parcel.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB511、CEB621 packNo，固定为 1', 'CEB511 and CEB621, packNo, fixed to 1', None, None),
            ),
            ('-504011', '-621001'),
        ),
        Rule(
            'DOC-08', 'customs',
            '单证写明所属订单与自身编号。',
            'A document names its order and itself.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB411、CEB511、CEB623 必填项', 'CEB411, CEB511 and CEB623, mandatory elements', None, None),
                Citation(SOURCES['messages-2018'], '运单的 orderNo 起为必填', 'orderNo of the waybill is mandatory since', None, None),
            ),
            ('-401009', '-504011', '-623001'),
        ),
        Rule(
            'DOC-09', 'customs',
            '第二法定数量与其计量单位同时填写。',
            'A second statutory quantity and its unit go together.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB621 qty2、unit2', 'CEB621, qty2 and unit2', None, None),
            ),
            ('-621001',),
        ),
        Rule(
            'DOC-10', 'customs',
            '撤销申请只有新增。',
            'A cancellation is only added.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB623 appType', 'CEB623, appType', None, None),
            ),
            ('-623001',),
        ),
        Rule(
            'DOC-11', 'customs',
            '净重不大于毛重。',
            'The net weight is not above the gross weight.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB621 netWeight、grossWeight', 'CEB621, netWeight and grossWeight', None, None),
                Citation(SOURCES['ours'], '由词义得出，规范未写明', 'follows from the words; the specification does not say it', None, None),
            ),
            ('-621001',),
        ),
        Rule(
            'COD-01', 'customs',
            '计量单位、国别（地区）、运输方式在海关代码表中；关区、行政区划、商品编码与包装种类为规定位数的数字。',
            'Units, countries and modes of transport are in the tables of customs; districts, divisions, commodity codes and kinds of packing are so many digits.',
            None, None,
            (
                Citation(SOURCES['messages'], '参数代码表', 'code tables', None, None),
            ),
            ('-301008', '-621001'),
        ),
        Rule(
            'IDN-01', 'customs',
            '订购人、支付人的证件为居民身份证，校验码与出生日期成立。',
            'Buyer and payer are named by a resident id card whose check character and birthday are possible.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311、CEB411、CEB621、CEB623 证件类型，固定为 1', 'CEB311, CEB411, CEB621 and CEB623, id type, fixed to 1', None, None),
                Citation(SOURCES['identity-numbers'], '校验码与出生日期码', 'check character and date of birth', None, None),
                Citation(SOURCES['ours'], '规范未要求校验号码', 'the specification does not ask for the number to be checked', None, None),
            ),
            ('-301008', '-401009', '-621001', '-623001'),
        ),
        Rule(
            'ENT-01', 'customs',
            '单证写明的企业均已在海关登记，并具备相应角色。',
            'Every enterprise that a document names is registered with customs in its role.',
            None, None,
            (
                Citation(SOURCES['supervision-2018'], '第二部分第（二）项', 'part 2, item (2)', None, None),
                Citation(SOURCES['messages'], '业务代码 -10102', 'code -10102', None, None),
            ),
            ('-10102',),
        ),
        Rule(
            'STA-01', 'customs',
            '报文不早于该编号已收到的报文；超前的时间按受理时间计。',
            'A document is not older than what is on file under its number; a time that is ahead counts as that of its acceptance.',
            None, None,
            (
                Citation(SOURCES['messages'], 'appTime', 'appTime', None, None),
                Citation(SOURCES['ours'], '超前时间按受理时间计：校正时钟后编号不应被锁死', 'counting a time that is ahead as its acceptance keeps a number usable once a clock is put right', None, None),
            ),
            ('-301014', '-401012', '-504016', '-621012'),
        ),
        Rule(
            'STA-02', 'customs',
            '新增、变更、删除与该编号的现有状态相符。',
            'Adding, changing or deleting fits what is on file under the number.',
            None, None,
            (
                Citation(SOURCES['messages'], 'appType', 'appType', None, None),
            ),
            ('-301009', '-301010', '-301011', '-301012', '-401006', '-401007', '-401008', '-401010', '-504014', '-504015', '-504016', '-621001', '-621004', '-621011', '-621012'),
        ),
        Rule(
            'STA-03', 'customs',
            '撤销申请以清单自身编号指明清单；状态为 2、120、300 的清单可以撤销。',
            'A cancellation names a list by its own numbers; a list may be cancelled at 2, 120 and 300.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB623', 'CEB623', None, None),
                Citation(SOURCES['ours'], '规范未列明可撤销的状态', 'the specification does not list the states', None, None),
            ),
            ('-623003', '-623005'),
        ),
        Rule(
            'STA-04', 'customs',
            '一个订单编号下的支付单、运单数量有上限。',
            'An order number has room for so many payments and waybills.',
            None, None,
            (
                Citation(SOURCES['ours'], '防止一个编号的卷宗无限增长；数目为参数', 'keeps the folder of one number from growing without end; the numbers are parameters', None, None),
            ),
            ('-401009', '-504011'),
        ),
        Rule(
            'STA-05', 'customs',
            '报送时间不晚于受理时间一天以上。',
            'The time of a document is at most a day ahead of its acceptance.',
            None, None,
            (
                Citation(SOURCES['ours'], '一天足以容纳任何时区；再晚即为时钟或年份有误', 'a day covers every time zone; beyond it a clock or a year is wrong', None, None),
            ),
            ('-301008', '-401009', '-504011', '-621001', '-623001'),
        ),
        Rule(
            'STA-06', 'customs',
            '撤销申请所载电商企业、申报企业、申报海关、物流企业、运单编号与订购人与清单一致。',
            'A cancellation repeats the merchant, agent, customs office, carrier, waybill and buyer of its list.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB623', 'CEB623', None, None),
                Citation(SOURCES['ours'], '规范要求填写，未要求比对', 'the specification asks for these elements, not for their comparison', None, None),
            ),
            ('-623001',),
        ),
        Rule(
            'NUM-01', 'customs',
            '同一支付企业的支付交易编号只用于一个订单。',
            'A payment number of an institution serves one order, for ever.',
            None, None,
            (
                Citation(SOURCES['messages'], '业务代码 -401007', 'code -401007', None, None),
            ),
            ('-401007',),
        ),
        Rule(
            'NUM-02', 'customs',
            '同一物流企业的运单编号六个月内不得重复。',
            'A carrier does not use a waybill number twice within six months.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB511 logisticsNo', 'CEB511, logisticsNo', None, None),
            ),
            ('-504015',),
        ),
        Rule(
            'MAT-01', 'customs',
            '订单、支付单、清单的订单编号与电商平台一致，运单写明同一订单；比对期限内单证齐全。',
            'Order number and platform of order, payment and list are equal, the waybill names the same order, and all are there by the match deadline.',
            None, None,
            (
                Citation(SOURCES['import-tax-2016'], '第二条第（一）项', 'item 2 (1)', None, None),
                Citation(SOURCES['messages'], 'orderNo、ebpCode', 'orderNo and ebpCode', None, None),
                Citation(SOURCES['ours'], '期限与代码 99001、99101', 'the deadline and the codes 99001, 99101', None, None),
            ),
            ('99001', '99101'),
        ),
        Rule(
            'MAT-02', 'customs',
            '订单的实际支付金额等于商品价格、运杂费、税款之和减抵扣金额，并等于支付单的支付金额。',
            'The amount paid of an order is goods, freight and tax less the discount, and is the amount of the payment.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311 acturalPaid；CEB411 amountPaid', 'CEB311, acturalPaid; CEB411, amountPaid', None, None),
            ),
            ('-301008', '99102'),
        ),
        Rule(
            'MAT-03', 'customs',
            '每行总价等于单价乘数量；清单与订单的商品行按序号一一对应，数量、单价、总价、货号、品名一致；申报品名、单位、原产国（地区）不同的作记录。',
            'The total of a line is price times quantity; the lines of list and order correspond one for one in number, quantity, price, total, article number and item name; other names, units or origins are noted.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311、CEB621 表体', 'CEB311 and CEB621, goods lines', None, None),
                Citation(SOURCES['receipts'], '代码 1322', 'code 1322', None, None),
            ),
            ('-301008', '-621001', '1322'),
        ),
        Rule(
            'MAT-04', 'customs',
            '运单的收货人姓名、电话、地址与订单一致；清单的收货地址不同的作记录。',
            "The waybill's receiver, phone and address are those of the order; another address on the list is noted.",
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311、CEB511 consignee、consigneeTelephone、consigneeAddress', 'CEB311 and CEB511, consignee, consigneeTelephone and consigneeAddress', None, None),
                Citation(SOURCES['ours'], '代码 99104', 'the code 99104', None, None),
            ),
            ('99104',),
        ),
        Rule(
            'MAT-05', 'customs',
            '清单的订购人姓名与证件号码与订单一致。',
            'The buyer of the list is the buyer of the order, by name and id number.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311、CEB621 buyerName、buyerIdNumber', 'CEB311 and CEB621, buyerName and buyerIdNumber', None, None),
                Citation(SOURCES['receipts'], '代码 13127', 'code 13127', None, None),
            ),
            ('13127',),
        ),
        Rule(
            'MAT-06', 'customs',
            '支付人即订购人。',
            'The payer is the buyer.',
            None, None,
            (
                Citation(SOURCES['import-tax-2016'], '第五条', 'item 5', None, None),
                Citation(SOURCES['supervision-2018'], '第三部分', 'part 3', None, None),
                Citation(SOURCES['receipts'], '代码 1327', 'code 1327', None, None),
                Citation(SOURCES['ours'], '法规只对未经认证的身份要求；本系统一律比对，可按日期停用', 'the law asks it of buyers whose identity is not verified; we compare always, with a switch by date', None, None),
            ),
            ('1327',),
        ),
        Rule(
            'MAT-07', 'customs',
            '清单所写的物流企业与运单编号即运单的。',
            'Carrier and number that the list names are those of the waybill.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB511、CEB621 logisticsCode、logisticsNo', 'CEB511 and CEB621, logisticsCode and logisticsNo', None, None),
            ),
            ('99001', '99107'),
        ),
        Rule(
            'MAT-08', 'customs',
            '订单写明支付企业与支付编号的，须有该支付单；未写明的，须只有一张有效支付单。',
            'A payment is the one that the order names by institution and number; where it names none, there is one only.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311 payCode、payTransactionId', 'CEB311, payCode and payTransactionId', None, None),
                Citation(SOURCES['receipts'], '代码 13035', 'code 13035', None, None),
            ),
            ('-401003', '13035'),
        ),
        Rule(
            'MAT-09', 'customs',
            '清单的电商企业即订单的。',
            'The merchant of the list is that of the order.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB311、CEB621 ebcCode', 'CEB311 and CEB621, ebcCode', None, None),
                Citation(SOURCES['ours'], '代码 99109', 'the code 99109', None, None),
            ),
            ('99109',),
        ),
        Rule(
            'MAT-10', 'customs',
            '币制均为人民币；运单写明运费、保费的，清单与之一致。',
            'Everything is in yuan; the list states the freight and insurance of the waybill, where that gives them.',
            None, None,
            (
                Citation(SOURCES['messages'], 'currency，固定为 142；CEB511、CEB621 freight、insuredFee', 'currency, fixed to 142; CEB511 and CEB621, freight and insuredFee', None, None),
            ),
            ('-301008', '-401009', '-504011', '-621001', '99110'),
        ),
        Rule(
            'MAT-11', 'customs',
            '支付早于清单受理；晚于的只作记录。',
            'The buyer paid before the list was accepted; otherwise it is noted, never refused.',
            None, None,
            (
                Citation(SOURCES['ours'], '规范与法规均未规定先后', 'neither law nor specification says which comes first', None, None),
            ),
            ('99111',),
        ),
        Rule(
            'MAT-12', 'customs',
            '担保企业是清单的电商平台、电商企业、物流企业或申报企业。',
            'The guarantor is platform, merchant, carrier or agent of the list.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB621 assureCode，正文与模式注释合并', 'CEB621, assureCode, text and schema note taken together', None, None),
            ),
            ('-621001',),
        ),
        Rule(
            'MAT-13', 'customs',
            '直购进口写明运输工具、航次、提运单号；保税进口写明账册、区内企业、备案序号，起运国为中国。',
            'Direct purchase names transport, voyage and bill; bonded import names account book, bonded enterprise and item records, and departs from China.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB621 trafNo、voyageNo、billNo；emsNo、areaCode、areaName、itemRecordNo、country', 'CEB621, trafNo, voyageNo and billNo; emsNo, areaCode, areaName, itemRecordNo and country', None, None),
            ),
            ('-621001',),
        ),
        Rule(
            'MAT-14', 'customs',
            '电子签名有效，所签内容与单证一致。',
            'Signatures are valid and sign the content of the document.',
            None, None,
            (
                Citation(SOURCES['messages'], '电子签名', 'digital signatures', None, None),
                Citation(SOURCES['ours'], '接入网关尚不验签，本规则停用，每次判定均予注明', 'switched off until the gateway verifies signatures; every decision says so', None, None),
            ),
            (),
        ),
        Rule(
            'LIM-01', 'customs',
            '单次交易限值 2,000 元，个人年度交易限值 20,000 元，按商品价格、运费、保费计。',
            "A transaction is worth at most 2,000 yuan and a person's year 20,000, counting price, freight and insurance.",
            '2016-04-08', '2018-12-31',
            (
                Citation(SOURCES['import-tax-2016'], '第三条', 'item 3', None, None),
            ),
            (),
        ),
        Rule(
            'LIM-02', 'customs',
            '单次交易限值 5,000 元，个人年度交易限值 26,000 元，按商品价格、运费、保费计。',
            "A transaction is worth at most 5,000 yuan and a person's year 26,000, counting price, freight and insurance.",
            '2019-01-01', None,
            (
                Citation(SOURCES['import-tax-2018'], '第一条', 'item 1', None, None),
            ),
            (),
        ),
        Rule(
            'LIM-03', 'customs',
            '超过单次限值、未超过年度限值且仅一件商品的，仍可按零售进口，全额征税。',
            'A single item above the limit per transaction but within the year stays in the channel, at full tax.',
            '2019-01-01', None,
            (
                Citation(SOURCES['import-tax-2018'], '第二条', 'item 2', None, None),
                Citation(SOURCES['ours'], '一行且数量为 1 为一件，赠品计为一件', 'one line with quantity 1 is one item; a gift counts as an item', None, None),
            ),
            (),
        ),
        Rule(
            'LIM-04', 'customs',
            '个人年度交易总额（按证件与自然年计）不得超过年度限值；申报时占用，放行后计入，退单或撤销时退回。',
            "A person's purchases of a year, by id document and calendar year, stay within the annual limit: reserved when declared, kept on release, given back on refusal and cancellation.",
            None, None,
            (
                Citation(SOURCES['import-tax-2016'], '第三条', 'item 3', None, None),
                Citation(SOURCES['import-tax-2018'], '第二条', 'item 2', None, None),
                Citation(SOURCES['messages'], '业务代码 -621018', 'code -621018', None, None),
                Citation(SOURCES['ours'], '自然年，以及占用、计入与退回的时点', 'the calendar year, and when amounts are reserved, kept and given back', None, None),
            ),
            ('-621018',),
        ),
        Rule(
            'LIM-05', 'customs',
            '超过单次限值且不止一件商品的，不得按零售进口。',
            'Several items above the limit per transaction are not admitted.',
            '2019-01-01', None,
            (
                Citation(SOURCES['import-tax-2018'], '第二条', 'item 2', None, None),
                Citation(SOURCES['messages'], '业务代码 -621005', 'code -621005', None, None),
            ),
            ('-621005',),
        ),
        Rule(
            'LIM-06', 'customs',
            '超过单次限值的，全额征税。',
            'What is above the limit per transaction is taxed in full.',
            '2016-04-08', '2018-12-31',
            (
                Citation(SOURCES['import-tax-2016'], '第三条', 'item 3', None, None),
            ),
            (),
        ),
        Rule(
            'LIST-02', 'customs',
            '遵守清单备注对监管方式、品名及每人每年数量的限制。',
            'Goods keep to what their row of the positive list says of trade mode, name and quantity per person and year.',
            None, None,
            (
                Citation(SOURCES['list-2016'], '备注', 'remarks', None, None),
                Citation(SOURCES['list-2016-second'], '备注', 'remarks', None, None),
                Citation(SOURCES['list-2018'], '备注', 'remarks', None, None),
                Citation(SOURCES['list-2019'], '备注', 'remarks', None, None),
                Citation(SOURCES['list-2022'], '备注', 'remarks', None, None),
            ),
            ('99204',),
        ),
        Rule(
            'LIST-03', 'customs',
            '清单备注排除的商品，报文无从判断，记录后交查验。',
            'What a remark of the positive list excludes is noted for inspection, since no message can tell.',
            None, None,
            (
                Citation(SOURCES['list-2016'], '备注', 'remarks', None, None),
                Citation(SOURCES['list-2016-second'], '备注', 'remarks', None, None),
                Citation(SOURCES['list-2018'], '备注', 'remarks', None, None),
                Citation(SOURCES['list-2019'], '备注', 'remarks', None, None),
                Citation(SOURCES['list-2022'], '备注', 'remarks', None, None),
                Citation(SOURCES['ours'], '只作记录，因报文不含判断所需的信息', 'noted only, because the messages do not hold what would decide it', None, None),
            ),
            (),
        ),
        Rule(
            'LIST-04', 'customs',
            '商品编码前八位列入受理日有效的正面清单；烟草、电子烟、清单外药品与活动物均未列入。',
            'The first eight digits of the commodity code are on the positive list in force on the day of acceptance; tobacco, vapes, medicines beyond those listed and live animals are not.',
            None, None,
            (
                Citation(SOURCES['list-2016'], '清单', 'the list', None, None),
                Citation(SOURCES['list-2016-second'], '清单', 'the list', None, None),
                Citation(SOURCES['list-2018'], '清单', 'the list', None, None),
                Citation(SOURCES['list-2019'], '清单', 'the list', None, None),
                Citation(SOURCES['list-2022'], '清单', 'the list', None, None),
            ),
            ('99204',),
        ),
        Rule(
            'IMP-01', 'customs',
            '正面清单内、个人自用限值以内、交易支付物流三单相符的，方可按零售进口；代他人传输单证的，须书面承诺承担责任。',
            'Retail import is open to listed goods within the limits whose order, payment and waybill agree; who transmits for others has committed to be liable, in writing.',
            None, None,
            (
                Citation(SOURCES['import-tax-2016'], '第二条', 'item 2', None, None),
                Citation(SOURCES['ministries-2018'], '零售进口的条件', 'conditions of retail import', None, None),
                Citation(SOURCES['supervision-2018'], '第一部分第（一）项', 'part 1, item (1)', None, None),
            ),
            (),
        ),
        Rule(
            'IMP-03', 'customs',
            '网购保税进口A（1239）按清单尾注要求许可的，清单写明许可证件号。',
            'In bonded import A (1239) the list names a licence where the notes of the positive list ask for one.',
            None, None,
            (
                Citation(SOURCES['supervision-2018'], '第三部分', 'part 3', None, None),
            ),
            ('99204',),
        ),
        Rule(
            'IMP-04', 'customs',
            '直购进口（9610）与网购保税进口（1210）按个人自用物品监管，不执行首次进口许可、注册或备案要求。',
            'In direct purchase (9610) and bonded import (1210) goods are for personal use and need no first-import licence, registration or filing.',
            None, None,
            (
                Citation(SOURCES['supervision-2018'], '第三部分', 'part 3', None, None),
            ),
            (),
        ),
        Rule(
            'FX-12', 'forex',
            '支付企业在受理日有有效的外汇业务名录登记（有效期五年）。',
            'The payment institution has a directory registration in force on the day of acceptance; one is valid for five years.',
            None, None,
            (
                Citation(SOURCES['payment-institutions-2019'], '名录登记', 'directory registration', None, None),
            ),
            ('99401', '1300'),
        ),
        Rule(
            'FX-13', 'forex',
            '支付金额不超过许可的单笔限额（等值 5 万美元以内）。',
            'The payment is not above the limit per transaction of the licence, which is at most the equivalent of 50,000 US dollars.',
            None, None,
            (
                Citation(SOURCES['payment-institutions-2015'], None, None, None, '2019-04-28'),
                Citation(SOURCES['payment-institutions-2019'], None, None, '2019-04-29', None),
                Citation(SOURCES['ours'], '限额以人民币载于许可', 'the limit stands in the licence, in yuan', None, None),
            ),
            ('99402', '1300'),
        ),
        Rule(
            'INS-01', 'inspection',
            '按原产地质量水平、经营企业诚信、商品风险评定等级，取最严者；未评定的为 B 级。',
            'A declaration has the strictest grade of its origin, merchant and commodity; what nobody has graded is B.',
            None, None,
            (
                Citation(SOURCES['shanghai-plan'], '第16条', 'item 16', None, None),
                Citation(SOURCES['ours'], '最严者决定等级，以及各项等级', 'that the strictest decides, and the grades themselves', None, None),
            ),
            (),
        ),
        Rule(
            'CR-01', 'inspection',
            '电商企业的等级随其海关信用等级，另有评定的除外。',
            'The grade of a merchant follows from its credit with customs, unless inspection has rated it.',
            None, None,
            (
                Citation(SOURCES['credit-2021'], None, None, None, '2026-03-31'),
                Citation(SOURCES['credit-2026'], None, None, '2026-04-01', None),
                Citation(SOURCES['ours'], '信用等级与查验等级的对应', 'which grade of credit has which grade of risk', None, None),
            ),
            (),
        ),
        Rule(
            'INS-02', 'inspection',
            '每一等级与警示各有“十检十放”之一的放行方式。',
            'Each grade, and an alert, has one of the ten release modes.',
            None, None,
            (
                Citation(SOURCES['shanghai-plan'], '第16条', 'item 16', None, None),
                Citation(SOURCES['ours'], '各等级采用的方式', 'which grade has which mode', None, None),
            ),
            (),
        ),
        Rule(
            'INS-05', 'inspection',
            '原产地与品目处于警示期的商品予以布控。',
            'Goods of an origin and heading under an alert are held.',
            None, None,
            (
                Citation(SOURCES['supervision-2018'], '第三部分', 'part 3', None, None),
                Citation(SOURCES['forbidden-articles'], None, None, None, None),
                Citation(SOURCES['ours'], '警示的登记方式', 'how alerts are registered', None, None),
            ),
            ('1300', '99601'),
        ),
        Rule(
            'INS-06', 'inspection',
            '查验结论终止布控：放行或处理合格的通过，其余不予放行。',
            "An inspector's finding ends a hold: what is released or treated passes, all else is refused.",
            None, None,
            (
                Citation(SOURCES['ministries-2018'], '质量安全风险的处置', 'measures against risks to quality and safety', None, None),
            ),
            ('1300',),
        ),
        Rule(
            'INS-08', 'inspection',
            '各等级按比例抽查，被抽中的予以布控；处于警示期的全部查验。',
            'A share of each grade is drawn and held; under an alert all are.',
            None, None,
            (
                Citation(SOURCES['ours'], '抽查比例未公布；数量级取自海关公布的平均查验率', 'no rates are published; the orders of magnitude are those of the average rates that customs has published', None, None),
            ),
            ('1300', '99602'),
        ),
        Rule(
            'TAX-01', 'tax',
            '完税价格为实际交易价格，包括商品价格、运费、保费；运费、保费按价值分摊到各行。',
            'The dutiable value is the actual transaction price with freight and insurance, which are shared over the lines by value.',
            None, None,
            (
                Citation(SOURCES['import-tax-2016'], '第一条', 'item 1', None, None),
                Citation(SOURCES['supervision-2018'], '第四部分', 'part 4', None, None),
                Citation(SOURCES['ours'], '分摊方法', 'how they are shared', None, None),
            ),
            ('99503',),
        ),
        Rule(
            'TAX-02', 'tax',
            '限值以内关税税率暂为 0，增值税、消费税按法定应纳税额的 70% 征收。',
            'Within the limits duty is provisionally 0 and 70 % of value added and consumption tax are due.',
            None, None,
            (
                Citation(SOURCES['import-tax-2016'], '第三条', 'item 3', None, None),
            ),
            ('99501',),
        ),
        Rule(
            'TAX-03', 'tax',
            '从价消费税：（完税价格＋关税）÷（1－税率）×税率。',
            'Consumption tax by value is (dutiable value + duty) / (1 - rate) x rate.',
            None, None,
            (
                Citation(SOURCES['consumption-tax'], '第九条', 'article 9', None, None),
            ),
            ('99501',),
        ),
        Rule(
            'TAX-04', 'tax',
            '从量消费税按数量计；复合计税的，从量税额计入组成计税价格。',
            'Consumption tax by quantity is amount times quantity; where both apply, it enters the price that the rate is taken of.',
            None, None,
            (
                Citation(SOURCES['consumption-tax'], '第九条', 'article 9', None, None),
            ),
            ('1300', '99501'),
        ),
        Rule(
            'TAX-05', 'tax',
            '增值税：（完税价格＋关税＋全额消费税）×税率。',
            'Value added tax is (dutiable value + duty + consumption tax in full) x rate.',
            None, None,
            (
                Citation(SOURCES['vat-regulations'], '第十四条', 'article 14', None, '2025-12-31'),
                Citation(SOURCES['vat-law'], None, None, '2026-01-01', None),
            ),
            ('99501',),
        ),
        Rule(
            'TAX-07', 'tax',
            '超过单次限值的一件商品按关税（暂定税率优先于最惠国税率）与两税全额征收。',
            'A single item above the limit bears duty, provisional before most-favoured-nation, and all of both taxes.',
            None, None,
            (
                Citation(SOURCES['import-tax-2016'], '第三条', 'item 3', None, '2018-12-31'),
                Citation(SOURCES['import-tax-2018'], '第二条', 'item 2', '2019-01-01', None),
            ),
            ('99501',),
        ),
        Rule(
            'TAX-08', 'tax',
            '适用受理日的税率；没有税率的予以布控，不按零征收。',
            'The rates of the day of acceptance apply; without a rate goods are held, never taxed at zero.',
            None, None,
            (
                Citation(SOURCES['vat-rates-2017'], None, None, '2017-07-01', None),
                Citation(SOURCES['vat-rates-2018'], None, None, '2018-05-01', None),
                Citation(SOURCES['vat-rates-2019'], None, None, '2019-04-01', None),
                Citation(SOURCES['ours'], '没有税率的予以布控', 'that goods without a rate are held', None, None),
            ),
            ('1300', '99501'),
        ),
        Rule(
            'TAX-09', 'tax',
            '化妆品完税价格达到每克或每毫升 10 元、每片（张）15 元的征消费税；净含量以商品备案为准。',
            'Cosmetics bear consumption tax from 10 yuan per gram or millilitre, or 15 per piece; the net content is that of the goods filing.',
            '2016-10-01', None,
            (
                Citation(SOURCES['cosmetics-2016'], '第一条第（一）项', 'item 1 (1)', None, None),
                Citation(SOURCES['ours'], '净含量取自商品备案；未备案的予以布控', 'the net content comes from the goods filing; without one goods are held', None, None),
            ),
            ('1300', '99501'),
        ),
        Rule(
            'TAX-10', 'tax',
            '税率取决于单价的其他商品：啤酒按每吨进口价格，手表按每只价格；无从确定的予以布控。',
            'Of other goods whose rate their price decides, beer goes by import price per tonne, watches by the price of one; what cannot be told is held.',
            None, None,
            (
                Citation(SOURCES['consumption-tax'], '消费税税目税率表', 'table of rates', None, None),
                Citation(SOURCES['ours'], '无从确定的予以布控', 'that what cannot be told is held', None, None),
            ),
            ('1300', '99501'),
        ),
        Rule(
            'TAX-12', 'tax',
            '担保企业须先提供足额担保；不足的予以布控，依次重试，逾期退单。',
            'The guarantor gives a sufficient guarantee first; what is short is held, tried again in turn, and refused after the term.',
            None, None,
            (
                Citation(SOURCES['import-tax-2016'], '第一条', 'item 1', None, None),
                Citation(SOURCES['supervision-2018'], '第四部分', 'part 4', None, None),
                Citation(SOURCES['ours'], '等待的期限与次序', 'the term and the order of those who wait', None, None),
            ),
            ('1300', '99301'),
        ),
        Rule(
            'TAX-15', 'tax',
            '金额精确计算，每税种每行只四舍五入到分一次。',
            'Amounts are exact until one rounding, half up to 0.01, per kind of tax and line.',
            None, None,
            (
                Citation(SOURCES['messages'], 'CEB816 金额字段 N19,5', 'CEB816, amounts N19,5', None, None),
                Citation(SOURCES['ours'], '舍入方法', 'the way of rounding', None, None),
            ),
            (),
        ),
    )
}
"""By id, in the order of the files."""
