"""What the pages for operators say: figures, topics, parked keys and their records."""

from console.texts.text import Text

OPERATING: dict[str, Text] = {
    # operations
    "operations.title": Text("运行", "Operations"),
    "operations.topics": Text("主题与积压", "Topics and lag"),
    "operations.topics_none": Text("消息总线暂无应答。", "The event bus does not answer."),
    "operations.topic": Text("主题", "Topic"),
    "operations.producer": Text("写入方", "Producer"),
    "operations.records": Text("记录数", "Records"),
    "operations.set_aside": Text("案件视图略过 {number} 条", "the case view passes over {number}"),
    "operations.lag": Text("积压", "Lag"),
    "operations.waiting": Text(
        "{service} 在分区 {partition} 偏移量 {offset} 处等待模式 {schema_id}",
        "{service} waits in partition {partition} at offset {offset} for schema {schema_id}",
    ),
    "operations.parked": Text("挂起的键", "Parked keys"),
    "operations.parked_none": Text("没有挂起的键。", "No key is parked."),
    "operations.processor": Text("处理器", "Processor"),
    "operations.key": Text("键", "Key"),
    "operations.code": Text("代码", "Code"),
    "operations.why": Text("原因", "Reason"),
    "operations.since": Text("挂起时间", "Parked"),
    "operations.redrive": Text("重新处理", "Work again"),
    "operations.redrive_why": Text("重新处理的理由（{processor}，{key}）", "Why to work it again ({processor}, {key})"),
    "operations.redriven": Text(
        "已请求重新处理 {key}；结果见下表。", "Asked to work {key} again; what comes of it stands below."
    ),
    "operations.discarded": Text(
        "已请求放弃 {key} 的挂起记录；结果见下表。",
        "Asked to give up what {key} waits with; what comes of it stands below.",
    ),
    "operations.record": Text("记录", "Record"),
    "operations.asked": Text("{by} 已请求，处理器尚未答复：", "Asked by {by}, not answered yet:"),
    "operations.answers": Text("对挂起键的处理", "What came of commands about parked keys"),
    "operations.asked_what": Text("请求", "Asked"),
    "operations.outcome": Text("结果", "Outcome"),
    "operations.by": Text("何人", "By"),
    "operations.answered_at": Text("答复时间", "Answered"),
    "operations.figures": Text("已处理 {worked} 条，仍等待 {left} 条", "Worked {worked}, still waiting {left}"),
    "operations.given_up": Text("放弃", "Given up"),
    "operations.summary": Text("汇总", "Summary"),
    "operations.submitted": Text("提交的单证", "Documents submitted"),
    "operations.decided": Text("已决定的申报", "Declarations decided"),
    # a parked record
    "parked.title": Text("挂起的记录", "Parked record"),
    "parked.read": Text("查阅", "Read"),
    "parked.waits": Text("挂起原因", "Why it waits"),
    "parked.timer": Text(
        "这是定时任务，不来自任何记录：到期时间与对象见名称。",
        "A timer, which comes from no record: its name says when it was due, and for what.",
    ),
    "parked.gone": Text("该记录已超过主题保存期。", "The record has outlived its topic's retention."),
    "parked.key": Text("消息键", "Message key"),
    "parked.size": Text("字节数", "Bytes"),
    "parked.type": Text("类型", "Type"),
    "parked.decoded": Text("内容（个人信息仍为密文）", "Content (personal fields stay encrypted)"),
    "parked.within": Text("汇集记录中的该条", "The gathered record that is meant"),
    "parked.text": Text("按 UTF-8 文本", "As UTF-8"),
    "parked.hex": Text("十六进制", "In hex"),
    "parked.discard": Text("放弃", "Give up"),
    "parked.discard_hint": Text(
        "放弃的记录不再处理，其字节仍留在主题中；其后的记录按序处理。何人、为何、何条均留痕。",
        "What is given up is never worked; its bytes stay in the topic. What waits behind it is worked in order. "
        "Who, why and which record are kept.",
    ),
    "parked.records": Text("放弃", "Give up"),
    "parked.first": Text("仅此条", "this record"),
    "parked.all": Text("该键等待中的全部记录", "all that wait under this key"),
    "parked.because": Text("理由", "Reason"),
}
