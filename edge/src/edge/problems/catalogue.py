"""
The one catalogue of problems: stable code, HTTP status, title in Chinese and English.

Codes never change meaning; clients branch on them. What is wrong with a single
field stands in `gateway.forms.findings`.
"""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of problem: the HTTP status it is answered with and its title in both languages."""

    status: int
    zh: str
    en: str


KINDS: dict[str, Kind] = {
    # the request as such
    "invalid_request": Kind(400, "请求有误", "The request is not valid"),
    "invalid_parameter": Kind(400, "参数有误", "A parameter is not valid"),
    "invalid_idempotency_key": Kind(400, "幂等键须为 1 至 255 个可见 ASCII 字符", "The Idempotency-Key is not valid"),
    "body_missing": Kind(400, "请求体为空", "The body is empty"),
    "body_too_large": Kind(413, "请求体过大", "The body is too large"),
    "media_type_unsupported": Kind(415, "不支持的内容类型", "The media type is not supported"),
    "content_encoding_unsupported": Kind(415, "不支持的内容编码", "The content encoding is not supported"),
    "target_too_long": Kind(414, "请求行过长", "The request line is too long"),
    "head_too_large": Kind(431, "请求头过大或过多", "The headers are too large or too many"),
    "too_slow": Kind(408, "请求传送过慢", "The request came too slowly"),
    "not_found": Kind(404, "未找到", "Not found"),
    "method_not_allowed": Kind(405, "不允许的方法", "The method is not allowed"),
    # who asks
    "unauthenticated": Kind(401, "缺少密钥或密钥无效", "The key is missing or not known"),
    "too_many_wrong_keys": Kind(429, "无效密钥过多，请稍后重试", "Too many keys that are not known; retry later"),
    "role_missing": Kind(403, "该密钥无此权限", "The key does not have the role for this"),
    "transmitter_foreign": Kind(403, "传输企业与接入身份不符", "The transmitter is not the connected organisation"),
    # the envelope
    "json_malformed": Kind(400, "JSON 格式错误", "The body is not well-formed JSON"),
    "json_envelope": Kind(
        400, "JSON 须为数组或含 documents 数组的对象", "Expected an array, or an object with documents"
    ),
    "too_deep": Kind(400, "嵌套过深", "The body is nested too deeply"),
    "too_many_items": Kind(413, "记录数超出上限", "The batch has too many records"),
    "no_items": Kind(400, "报文中没有记录", "The batch has no record"),
    "xml_malformed": Kind(400, "XML 格式错误", "The body is not well-formed XML"),
    "xml_doctype": Kind(400, "不接受 DOCTYPE", "A DOCTYPE is not accepted"),
    "xml_message_unknown": Kind(400, "未知的报文类型或命名空间", "The message type or its namespace is not known"),
    "xml_envelope": Kind(400, "报文结构错误", "The message is not built as its type demands"),
    "nothing_received": Kind(422, "没有一条记录通过格式检查", "No record passed the format check"),
    "nothing_permitted": Kind(403, "无权报送其中任何一条记录", "The organisation may send none of these records"),
    # retries
    "request_in_flight": Kind(409, "同一幂等键的请求正在处理", "A request with this Idempotency-Key is being worked"),
    "key_reused": Kind(422, "幂等键已用于不同的内容", "The Idempotency-Key was used for another body"),
    # officers and cases
    "case_closed": Kind(409, "案件已结或不在布控状态", "The case is closed or not held"),
    "hold_unknown": Kind(409, "该布控不存在或已失效", "The hold is not the case's present one"),
    "not_releasable": Kind(409, "该布控不得由关员放行", "No officer may release what this hold is for"),
    # parked keys
    "parked_otherwise": Kind(
        409, "该键已放行或因另一记录挂起", "The key is released, or parked by another record than you saw"
    ),
    # registers
    "register_change_refused": Kind(422, "登记册变更不成立", "The change of the register cannot stand"),
    "change_decided": Kind(409, "该变更已有决定", "The change is decided already"),
    "second_person_needed": Kind(
        409, "须由另一机构密钥下的另一人决定", "Another person under another key must decide on the change"
    ),
    # our side
    "too_many_requests": Kind(429, "请求过多，请稍后重试", "Too much at once; retry later"),
    "too_many_connections": Kind(503, "连接过多，请稍后重试", "Too many connections; retry later"),
    "overloaded": Kind(503, "系统繁忙，请稍后重试", "The gateway is busy; retry later"),
    "bus_unavailable": Kind(503, "消息总线暂不可用，请稍后重试", "The event bus does not answer; retry later"),
    "internal_error": Kind(500, "内部错误", "Internal error"),
}
"""Every problem the gateway answers with, by code."""
