"""What the pages of registers say: their entries, and how two persons change them."""

from console.texts.text import Text

REGISTERING: dict[str, Text] = {
    # changes of registers
    "registers.title": Text("登记册", "Registers"),
    "registers.none": Text("没有变更。", "There are no changes."),
    "registers.change": Text("变更", "Change"),
    "registers.proposed_by": Text("提出人", "Proposed by"),
    "registers.proposed_at": Text("提出时间", "Proposed"),
    "registers.decided_by": Text("决定人", "Decided by"),
    "registers.decided_after": Text("（{span}后决定）", "(decided after {span})"),
    "registers.because": Text("决定理由", "Why it was decided so"),
    "registers.person": Text("人员", "Person"),
    "registers.entries": Text("条目", "Entries"),
    "registers.entries_hint": Text(
        "首行为栏名，其后每行一条；框内为一条现有条目的下一版本，请改为所需内容。",
        "The first line names the columns, each further line is an entry; the box holds the next version of an entry.",
    ),
    "registers.propose": Text("提出变更", "Propose a change"),
    "registers.propose_button": Text("提出", "Propose"),
    "registers.approve": Text("批准", "Approve"),
    "registers.reject": Text("驳回", "Reject"),
    "registers.changes": Text("变更", "Changes"),
    "registers.codes": Text("条目数", "Entries"),
    "registers.versions": Text("版本数", "Versions"),
    "registers.propose_to": Text("提出变更：{register}", "Propose a change of {register}"),
    "registers.search": Text("查找", "Words"),
    "registers.date": Text("生效日", "In force on"),
    "registers.all_versions": Text("全部版本", "Every version"),
    "registers.find": Text("查找", "Find"),
    "registers.count": Text("共 {total} 条，显示 {shown} 条", "{total} entries, {shown} shown"),
    "registers.no_entry": Text("没有符合条件的条目。", "No entry fits."),
    "registers.next_version": Text("提出新版本", "Next version"),
    "registers.change_of": Text("为 {code} 提出新版本", "Propose the next version of {code}"),
    "registers.two_persons": Text(
        "只能增加新版本；另一单位的第二人批准后发布。",
        "New versions only; a second person approves them first.",
    ),
    "registers.one_entry": Text("逐栏填写一条", "One entry, column by column"),
    "registers.table": Text("以表格（CSV）提出多条", "Several entries as a table (CSV)"),
    "registers.optional": Text("（可不填）", "(optional)"),
    "registers.list_hint": Text("多个值以分号分隔", "several values, separated by semicolons"),
    "registers.yes": Text("是", "yes"),
    "registers.no": Text("否", "no"),
}
