"""
What the form check finds wrong with a field, in Chinese and English. Names fields and lengths, never values.

The same findings make the answer's errors and the text of a CEB900 receipt.
"""

from contracts.documents import BY_TAG, Field, Kind
from edge.problems.problem import FieldError

CEB900_STATUS = "-999999"
"""returnStatus of a record that failed the format check. No number is published; a customs simulator uses this."""


def _any_of(between: str, last: str) -> str:
    """Return the tags of all documents, joined."""
    *tags, final = BY_TAG
    return f"{between.join(tags)}{last}{final}"


TEXTS: dict[str, tuple[str, str]] = {
    "missing": ("必填", "is required"),
    "too_short": ("长度不足，至少 {least} 个字符", "is too short: at least {least} characters"),
    "too_long": ("超长，最多 {most} 个字符", "is too long: at most {most} characters"),
    "not_text": ("须为文本", "must be a text"),
    "not_digits": ("须为 {most} 位数字", "must be {most} digits"),
    "no_such_time": (
        "不是真实存在的时间，须为 2000 至 2099 年的 YYYYMMDDhhmmss",
        "is no time that exists: YYYYMMDDhhmmss, from 2000 to 2099",
    ),
    "no_such_day": (
        "不是真实存在的日期，须为 2000 至 2099 年的 YYYYMMDD",
        "is no day that exists: YYYYMMDD, from 2000 to 2099",
    ),
    "no_letter_or_digit": (
        "须含有字母、汉字或数字，否则无法查询",
        "needs a letter or a digit, or nobody could look it up",
    ),
    "not_a_choice": ("取值只能为 {choices}", "must be one of {choices}"),
    "not_an_amount": (
        "须为不小于零的数值，整数至多 14 位，小数至多 5 位",
        "must be a number from 0, at most 14 digits before and 5 after the point",
    ),
    "too_large": ("数值过大", "is too large"),
    "not_a_count": ("须为 {least} 至 {most} 的整数", "must be a whole number from {least} to {most}"),
    "control_character": ("含不允许的控制字符", "has a character that XML does not allow"),
    "unknown_member": ("未知字段 {name}", "{name} is not a field of this document"),
    "no_namespace": ("没有其报文的命名空间", "lacks the namespace of its message"),
    "duplicate_member": ("字段重复", "stands there twice"),
    "not_a_record": ("须为对象", "must be an object"),
    "not_json": ("不是合法的 JSON{at_zh}", "is not well-formed JSON{at_en}"),
    "unknown_type": (
        f"type {{given_zh}}不收，须为 {_any_of('、', ' 或 ')}",
        f"type {{given_en}} is not taken; it must be {_any_of(', ', ' or ')}",
    ),
    "lines_missing": ("至少一行商品", "needs at least one line"),
    "lines_not_a_list": ("须为商品行数组", "must be an array of lines"),
    "too_many_lines": ("商品行超过 {most} 行", "has more than {most} lines"),
    "record_too_large": ("记录过大", "is too large to be passed on"),
    "type_not_permitted": (
        "本企业无权报送此类单证，应由{who_zh}报送",
        "this organisation may not send this document; it comes from {who_en}",
    ),
    "party_foreign": (
        "不是本企业；应由{who_zh}报送",
        "is not the sender; this document comes from {who_en}",
    ),
    "structure": ("结构错误", "is not built as the schema says"),
}


def finding(code: str, pointer: str, row: int, field: Field | None = None, **particulars: str) -> FieldError:
    """Return a finding. `pointer` from the record's top; `particulars` of its text beside those of the field."""
    zh, en = TEXTS[code]
    if field is None:
        return FieldError(pointer=pointer, row=row, code=code, zh=zh.format(**particulars), en=en.format(**particulars))
    values = {"least": field.least, "most": field.most, "choices": "、".join(field.choices), **particulars}
    return FieldError(
        pointer=pointer,
        row=row,
        code=code,
        zh=f"{field.zh} {field.element} {zh.format(**values)}",
        en=f"{field.element} {en.format(**values)}",
    )


def number_code(field: Field, error: Exception) -> str:
    """Return the code for a number that could not be read."""
    if str(error) == "too large" and field.kind is Kind.AMOUNT:
        return "too_large"
    return "not_an_amount" if field.kind is Kind.AMOUNT else "not_a_count"
