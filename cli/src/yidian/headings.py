"""What an explanation says besides its content: headings, reasons and rules, in English or Chinese."""

from collections.abc import Iterable, Mapping
from typing import Any

from contracts.rules import RULES

HEADINGS: Mapping[str, tuple[str, str]] = {
    "order": ("order", "订单"),
    "list_status": ("list status", "清单状态"),
    "after": ("after", "经过"),
    "why_or_number": ("why or number", "理由或号码"),
    "platform": ("platform", "平台"),
    "state": ("state", "状态"),
    "joint": ("joint case", "联合案卷"),
    "joint_step": ("step", "环节"),
    "stands": ("stands", "状态"),
    "since": ("since", "完成时间"),
    "numbers": ("numbers", "号码"),
    "waits_for": ("waits for", "尚缺"),
    "rejected": ("rejected", "已退回"),
    "by_own_number": (
        "kept under its own number, so not known to be there until a list names that",
        "按自身号码保存，清单列明其号码后方可知是否已收到",
    ),
    "LIST": ("list reviewed", "清单审结"),
    "RELEASE": ("release", "放行"),
    "DEPARTURE": ("departure", "离境"),
    "DECLARATION": ("consolidated declaration", "汇总申报"),
    "CERTIFICATE": ("certificate", "出口证明"),
    "EXCHANGE": ("collection of foreign exchange", "收汇"),
    "REFUND": ("tax refund", "出口退税"),
    "DONE": ("done", "已完成"),
    "OPEN": ("open", "待办"),
    "NOT_ASKED": ("not asked", "不适用"),
    "cut": ("not all of it: there is more under this number than one answer holds", "未全部列出：该号码下的记录过多"),
    "status": ("status", "回执状态"),
    "documents": ("documents", "单证"),
    "document": ("document", "单证"),
    "number": ("number", "号码"),
    "sender": ("sent by", "传输企业"),
    "evidence": ("batch / place", "批次 / 位置"),
    "digest": ("content digest", "内容摘要"),
    "verdict": ("verdict", "判定"),
    "steps": ("what happened, in order", "处理过程"),
    "step": ("step", "序号"),
    "cause": ("caused by", "起因"),
    "time": ("time in China", "时间"),
    "agency": ("agency", "机关"),
    "event": ("event", "事件"),
    "effect": ("effect", "结论"),
    "why": ("reasons", "理由"),
    "why_or_what": ("why or what", "理由或内容"),
    "rules": ("rules evaluated", "规则判定"),
    "rule": ("rule", "规则"),
    "says": ("what it says", "内容"),
    "rests_on": ("what it rests on", "依据"),
    "result": ("result", "结果"),
    "version": ("version", "版本"),
    "note": ("note", "备注"),
    "registers": ("register entries used", "所用登记册条目"),
    "register": ("register", "登记册"),
    "code": ("code", "代码"),
    "in_steps": ("in steps", "用于"),
    "validity": ("valid", "有效期"),
    "source": ("source", "依据"),
    "agreed": ("changed by", "变更人"),
    "holds": ("holds", "布控"),
    "opened": ("opened", "开始"),
    "closed": ("closed", "结束"),
    "findings": ("findings", "处置决定"),
    "person": ("person", "关员"),
    "reader": ("person", "查阅人"),
    "organisation": ("organisation", "单位"),
    "purpose": ("purpose", "查阅目的"),
    "action": ("action", "处置"),
    "authority": ("authority", "权限依据"),
    "reason": ("reason", "理由"),
    "tax_bills": ("tax bills", "电子税单"),
    "taxes": ("taxes per line", "逐项税款"),
    "line": ("line", "序号"),
    "commodity": ("commodity code", "商品编码"),
    "dutiable": ("dutiable value", "完税价格"),
    "duty_rate": ("duty rate", "关税税率"),
    "consumption_rate": ("consumption tax rate", "消费税税率"),
    "vat_rate": ("VAT rate", "增值税税率"),
    "high_end": ("high-end", "高档"),
    "duty": ("duty", "关税"),
    "consumption_tax": ("consumption tax", "消费税"),
    "vat": ("VAT", "增值税"),
}
"""What headings say: English, Chinese."""


class Words:
    """Headings and reasons in one language, ``en`` or ``zh``."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._at = 1 if language == "zh" else 0
        self._field = "text_zh" if language == "zh" else "text_en"

    def __call__(self, *names: str) -> tuple[str, ...]:
        """Return headings."""
        return tuple(HEADINGS[name][self._at] for name in names)

    def symbol(self, name: str) -> str:
        """Return what a symbol is called; one that this version does not know stands for itself."""
        return HEADINGS[name][self._at] if name in HEADINGS else name

    def reasons(self, reasons: Iterable[Mapping[str, Any]]) -> str:
        """Return reasons: code, rule and text."""
        return "; ".join(f"{one['code']} {one['rule_id']} {one.get(self._field) or ''}".strip() for one in reasons)

    def rule(self, rule_id: str) -> tuple[str, str]:
        """Return what a rule says and what it rests on; nothing of one that this version does not know."""
        rule = RULES.get(rule_id)
        if rule is None:
            return "", ""
        says = rule.zh if self._language == "zh" else rule.en
        return says, "\n".join(citation.short(self._language) for citation in rule.citations)
