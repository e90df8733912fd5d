"""
Why a body cannot be parsed: place and cause, in Chinese and English, and what to write instead. Never quotes a value.
"""

import json
import re

from lxml import etree

from edge.problems.problem import Problem

_E = etree.ErrorTypes
_CAUSES: dict[int, tuple[str, str]] = {
    _E.ERR_NAME_REQUIRED: (
        "此处为单独的 & 或 <；文本中须写作 &amp; 或 &lt;",
        "a bare & or <; in a text write &amp; or &lt;",
    ),
    _E.ERR_ENTITYREF_SEMICOL_MISSING: ("此处为单独的 &；文本中须写作 &amp;", "a bare &; in a text write &amp;"),
    _E.ERR_UNDECLARED_ENTITY: (
        "XML 未定义此实体；只有 &amp; &lt; &gt; &quot; &apos; 可用",
        "an entity that XML does not define; there are &amp; &lt; &gt; &quot; &apos;",
    ),
    _E.ERR_TAG_NAME_MISMATCH: ("结束标签与开始标签不符", "an end tag of another name than its start tag"),
    _E.ERR_TAG_NOT_FINISHED: ("报文在元素结束之前中断", "the message ends before its elements do"),
    _E.ERR_GT_REQUIRED: ("报文在标签结束之前中断", "the message ends within a tag"),
    _E.ERR_DOCUMENT_END: (
        "根元素之后还有内容；一次请求只收一个报文",
        "content after the root element; a request holds one message",
    ),
    _E.ERR_DOCUMENT_EMPTY: ("不以元素开始", "does not begin with an element"),
    _E.ERR_INVALID_CHAR: ("含 XML 不允许的控制字符", "a control character that XML does not allow"),
    _E.ERR_UNSUPPORTED_ENCODING: (
        "XML 声明中的 encoding 未知；请用 UTF-8、GB18030 或 UTF-16",
        "the encoding in the XML declaration is not known; use UTF-8, GB18030 or UTF-16",
    ),
    _E.ERR_ATTRIBUTE_NOT_STARTED: ("属性值须加引号", "the value of an attribute needs quotation marks"),
    _E.NS_ERR_UNDEFINED_NAMESPACE: ("命名空间前缀未声明", "a prefix of a namespace that is not declared"),
    _E.ERR_CDATA_NOT_FINISHED: ("CDATA 未结束", "a CDATA section that does not end"),
    _E.ERR_COMMENT_NOT_FINISHED: ("注释未结束", "a comment that does not end"),
}
_CAUSES[_E.ERR_UNKNOWN_ENCODING] = _CAUSES[_E.ERR_UNSUPPORTED_ENCODING]
_BYTES = (
    "含有不属于 {encoding} 的字节；请在 XML 声明的 encoding 中写明实际编码，Content-Type 中的编码不读",
    "bytes that are not {encoding}; name their encoding in the XML declaration, for that of Content-Type is not read",
)
NOT_UTF_8 = ("含有不属于 UTF-8 的字节", "bytes that are not UTF-8")
_OF_JSON = {
    "Expecting property name enclosed in double quotes": (
        "此处须为双引号括起的字段名",
        "a name in double quotation marks",
    ),
    "Expecting ',' delimiter": ("此处缺少逗号或括号", "a comma or a closing bracket"),
    "Expecting ':' delimiter": ("此处缺少冒号", "a colon"),
    "Expecting value": ("此处须为一个值", "a value"),
    "Extra data": ("内容结束后还有内容", "the end: something follows the whole"),
    "Unterminated string starting at": ("文本未结束", "the end of the text that begins here"),
    "Invalid control character at": ("文本中的控制字符须转义", "an escape: a text has no bare control character"),
}


_MISMATCH = re.compile(r"mismatch: (\S+) line \d+ and ([^\s,]+)")
_UNPARSABLE = "unparsable"
"""What the parser calls an end tag without a name."""
_NAME_MOST = 60


def of_xml(error: etree.XMLSyntaxError, encoding: str | None) -> Problem:
    """Return the problem of a message that cannot be parsed. encoding: in which it was read."""
    line, column = error.position
    zh, en = f"第 {line} 行第 {column} 列", f"line {line}, column {column}"
    number = getattr(error, "code", 0)
    if number == _E.ERR_INVALID_ENCODING:
        named = (encoding or "utf-8").upper()
        cause: tuple[str, str] | None = (_BYTES[0].format(encoding=named), _BYTES[1].format(encoding=named))
    else:
        cause = _CAUSES.get(number)
    if cause is not None and number == _E.ERR_TAG_NAME_MISMATCH:
        cause = _with_names(cause, str(error.msg))
    if cause is not None:
        zh, en = f"{zh}：{cause[0]}", f"{en}: {cause[1]}"
    return Problem("xml_malformed", zh=zh, en=en)


def _with_names(cause: tuple[str, str], said: str) -> tuple[str, str]:
    """Return a mismatch of tags with both names, as far as the parser says them; they may differ by prefix alone."""
    names = _MISMATCH.search(said)
    if names is None:
        return cause
    start, end = (name[:_NAME_MOST] for name in names.groups())
    if end == _UNPARSABLE:
        return f"{cause[0]}：<{start}>", f"{cause[1]}: <{start}>"
    if start == end:
        return f"{cause[0]}：{start} 的前缀不同", f"{cause[1]}: {start} has another prefix"
    return f"{cause[0]}：<{start}> … </{end}>", f"{cause[1]}: <{start}> … </{end}>"


def place_in_json(error: Exception) -> tuple[str, str]:
    """Return where a text stopped to be JSON and what was expected, in Chinese and English; empty where none says."""
    if isinstance(error, UnicodeDecodeError):
        return NOT_UTF_8
    if not isinstance(error, json.JSONDecodeError):
        return "", ""
    zh, en = f"第 {error.lineno} 行第 {error.colno} 列", f"line {error.lineno}, column {error.colno}"
    expected = _OF_JSON.get(error.msg)
    return (f"{zh}：{expected[0]}", f"{en}: expected {expected[1]}") if expected else (zh, en)
