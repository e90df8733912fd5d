"""
What to do about a problem or a finding: Chinese and English, by code. The texts of agencies' codes are the contract's.

A test holds that every code of `edge.problems.catalogue` and `gateway.forms.findings` has its remedy here.
"""

from typing import NamedTuple

from contracts.documents import BY_MESSAGE, DOCUMENTS


class Remedy(NamedTuple):
    """What the sender can do."""

    zh: str
    en: str


REQUESTS: dict[str, Remedy] = {
    "invalid_request": Remedy("按 errors 所列位置改正请求后重发。", "Correct what `errors` points at and send again."),
    "invalid_parameter": Remedy("按 detail 改正该参数。", "Correct the parameter that `detail` names."),
    "invalid_idempotency_key": Remedy(
        "使用 1 至 255 个可见 ASCII 字符，不含空格。", "Use 1 to 255 visible ASCII characters, no blanks."
    ),
    "body_missing": Remedy("在请求体中放入单证。", "Put the documents into the body."),
    "body_too_large": Remedy("把单证分成更小的批次。", "Split the documents into smaller batches."),
    "media_type_unsupported": Remedy(
        "Content-Type 使用 application/json、application/x-ndjson 或 application/xml。",
        "Send application/json, application/x-ndjson or application/xml as the Content-Type.",
    ),
    "content_encoding_unsupported": Remedy("不压缩直接发送。", "Send the body without compression."),
    "target_too_long": Remedy(
        "地址连同参数不超过 8 KiB；单证放入请求体。",
        "Keep the address with its parameters below 8 KiB; documents belong into the body.",
    ),
    "head_too_large": Remedy(
        "请求行与请求头合计不超过 32 KiB，且不超过 100 项。",
        "Send at most 32 KiB of request line and headers together, and at most 100 headers.",
    ),
    "too_slow": Remedy(
        "10 秒内发完请求头；请求体不停顿 10 秒以上，两分钟内发完；线路慢时用较小的批次。用同一幂等键重发。",
        "Send the headers within 10 seconds, the body within two minutes and without pauses of 10 seconds; on a slow"
        " line in smaller batches. Send again under the same Idempotency-Key.",
    ),
    "not_found": Remedy(
        "核对地址或号码；他人的号码与不存在的号码回答相同。",
        "Check the address or number; another's number is answered like one that does not exist.",
    ),
    "method_not_allowed": Remedy(
        "见 /openapi.json 中该地址允许的方法。", "See /openapi.json for the methods of this address."
    ),
    "unauthenticated": Remedy(
        "在 Authorization: Bearer 或 X-API-Key 中给出本企业的密钥。",
        "Give your organisation's key as Authorization: Bearer or X-API-Key.",
    ),
    "too_many_wrong_keys": Remedy(
        "核对密钥后按 Retry-After 等待；有效密钥不受限制。",
        "Check the key and wait as Retry-After says; a key that is known is never put off.",
    ),
    "role_missing": Remedy(
        "使用具备该角色的密钥，或向运维申请。", "Use a key that has the role, or ask the operators for it."
    ),
    "transmitter_foreign": Remedy(
        "传输企业（copCode 或 transmitter）须是密钥所属企业的编码之一。",
        "The transmitter (copCode or transmitter) must be one of the codes of the organisation whose key it is.",
    ),
    "json_malformed": Remedy(
        "用 JSON 解析器检查请求体，编码须为 UTF-8。", "Check the body with a JSON parser; it must be UTF-8."
    ),
    "json_envelope": Remedy(
        "发送数组，或含 documents 数组的对象。", "Send an array, or an object with an array `documents`."
    ),
    "too_deep": Remedy("单证只有两层；去掉多余的嵌套。", "Documents have two levels; take out what is nested deeper."),
    "too_many_items": Remedy(
        "拆分批次：XML 每条报文至多 100 条记录，JSON 至多 2,000 条。",
        "Split the batch: at most 100 records in an XML message, 2,000 in JSON.",
    ),
    "no_items": Remedy("至少放入一条记录。", "Put at least one record into the batch."),
    "xml_malformed": Remedy(
        "按 detail 所示行列改正 XML。", "Correct the XML at the line and column that `detail` names."
    ),
    "xml_doctype": Remedy("删除 DOCTYPE 声明。", "Remove the DOCTYPE."),
    "xml_message_unknown": Remedy(
        f"根元素须为 {'、'.join(BY_MESSAGE)} 之一，命名空间 http://www.chinaport.gov.cn/ceb，前缀不限。",
        f"The root is one of {', '.join(BY_MESSAGE)} in namespace http://www.chinaport.gov.cn/ceb, any prefix.",
    ),
    "xml_envelope": Remedy(
        "报文须含本类型的记录和一个 BaseTransfer（copCode 必填）。",
        "The message holds records of its type and one BaseTransfer with copCode.",
    ),
    "nothing_received": Remedy(
        "按每条记录的 errors 改正后重发。", "Correct each record as its `errors` say and send again."
    ),
    "nothing_permitted": Remedy(
        "由有权的企业报送，或先提交书面承诺以代传（IMP-01）。",
        "Have the enterprise concerned send it, or first give a written commitment to send in its place (IMP-01).",
    ),
    "request_in_flight": Remedy(
        "按 Retry-After 稍后用同一键重试。", "Retry with the same key after Retry-After seconds."
    ),
    "key_reused": Remedy("新内容使用新的 Idempotency-Key。", "Use a new Idempotency-Key for new content."),
    "case_closed": Remedy("无需操作；先查看案件现状。", "Nothing to do; look at how the case stands."),
    "hold_unknown": Remedy("重新列出布控，使用现行 hold_id。", "List the held cases again and name the present hold."),
    "parked_otherwise": Remedy(
        "重新列出挂起的键，看它现在因哪条记录挂起。",
        "List the parked keys again and see with which record it waits now.",
    ),
    "not_releasable": Remedy(
        "按 detail 所述补救，届时自动放行；仍可不予放行。",
        "Do what `detail` says and the parcel goes on by itself; it can still be refused.",
    ),
    "register_change_refused": Remedy(
        "按 errors 所列行改正：只可新增版本，已公布的行不得改动。",
        "Correct the rows that `errors` name: only new versions are added, a published row never changes.",
    ),
    "change_decided": Remedy(
        "查看该变更；如仍需要，另行提出。", "Look at the change; propose another one if it is still needed."
    ),
    "second_person_needed": Remedy(
        "由同机构另一人用其本人密钥批准。", "Have another person of the agency approve with their own key."
    ),
    "too_many_requests": Remedy("按 Retry-After 等待，减少并发。", "Wait as Retry-After says and send less at once."),
    "too_many_connections": Remedy(
        "等待 Retry-After 所示秒数；保持连接并复用，不要每个请求新建连接。",
        "Wait as long as Retry-After says; keep connections and use them again.",
    ),
    "overloaded": Remedy(
        "按 Retry-After 等待后重试；未收下任何内容。", "Retry after Retry-After seconds; nothing was taken in."
    ),
    "bus_unavailable": Remedy(
        "稍后用同一 Idempotency-Key 重试；不会重复收下。",
        "Retry later under the same Idempotency-Key; nothing is taken in twice.",
    ),
    "internal_error": Remedy(
        "稍后重试；若仍出现，告知运维时间与地址。", "Retry; if it stays, tell the operators time and address."
    ),
}
"""For the problems of requests."""

FIELDS: dict[str, Remedy] = {
    "missing": Remedy("补填该字段；全为空白视为未填。", "Fill in the field; blanks alone count as nothing."),
    "too_short": Remedy("按规范补足长度。", "Give it the length that the specification demands."),
    "too_long": Remedy("缩短到规范长度，一个汉字算一个字符。", "Shorten it; a Chinese character counts as one."),
    "not_text": Remedy("JSON 中写成字符串。", "Write it as a string in JSON."),
    "not_digits": Remedy(
        "时间写成 YYYYMMDDhhmmss，日期写成 YYYYMMDD。", "Write times as YYYYMMDDhhmmss and dates as YYYYMMDD."
    ),
    "no_such_time": Remedy(
        "核对年月日时分秒；没有 2 月 30 日，也没有 24 时。", "Check it: there is no 30 February and no hour 24."
    ),
    "no_such_day": Remedy(
        "核对年月日；不知道的选填日期留空。", "Check it; leave out an optional day that is not known."
    ),
    "no_letter_or_digit": Remedy(
        "填写真实编号；没有编号的选填字段留空。", "Give the real number; leave out an optional one that there is not."
    ),
    "not_a_choice": Remedy("使用所列取值之一。", "Use one of the values listed."),
    "not_an_amount": Remedy(
        "写成十进制数，不用千分位、负号或货币符号。", "Write a decimal number without separators, sign or currency."
    ),
    "too_large": Remedy("核对数量级与单位。", "Check the magnitude and the unit."),
    "not_a_count": Remedy("写成整数，不带小数点。", "Write a whole number without a point."),
    "control_character": Remedy("删除不可见的控制字符。", "Remove invisible control characters."),
    "unknown_member": Remedy(
        "字段名与报文规范一致，大小写有别。", "Use the element names of the specification, as they are spelt there."
    ),
    "no_namespace": Remedy(
        "给元素加上报文的命名空间前缀；或整个报文都不写命名空间。",
        "Give the element the prefix of its message, or leave the namespace out of the whole message.",
    ),
    "duplicate_member": Remedy("每个字段只写一次。", "Write each field once."),
    "not_a_record": Remedy("每条记录是一个对象。", "Each record is an object."),
    "not_json": Remedy("每行一条完整的 JSON 记录。", "One whole JSON record a line."),
    "unknown_type": Remedy("填写 type，或使用规范的报文。", "Give the record its `type`."),
    "lines_not_a_list": Remedy(
        "lines 写作数组，每行商品一个对象。", "Write `lines` as an array with an object per line of goods."
    ),
    "lines_missing": Remedy("至少写一行商品。", "Give at least one line of goods."),
    "too_many_lines": Remedy("至多 99 行；拆分订单。", "At most 99 lines; split the order."),
    "record_too_large": Remedy("缩短备注与商品描述。", "Shorten remarks and descriptions of goods."),
    "structure": Remedy("按规范的层次书写元素。", "Nest the elements as the specification does."),
    "type_not_permitted": Remedy(
        f"{'；'.join(f'{each.zh}：{each.sent_by.zh}' for each in DOCUMENTS)}。代传须有书面承诺（IMP-01）。",
        f"{'; '.join(f'{each.en}: {each.sent_by.en}' for each in DOCUMENTS)}. "
        "Sending in another's place takes a written commitment (IMP-01).",
    ),
    "party_foreign": Remedy(
        "单证须写明本企业；代他人传输须先提交书面承诺（IMP-01）。",
        "The document must name you; to send in another's place give a written commitment first (IMP-01).",
    ),
}
"""For the findings about one field or record."""
