"""What the pages of registers say: their entries, and how two persons change them."""

from console.texts.text import Text

REGISTERING: dict[str, Text] = {
    # changes of registers
    "registers.title": Text("登记册变更", "Changes of registers"),
    "registers.none": Text("没有变更。", "There are no changes."),
    "registers.change": Text("变更", "Change"),
    "registers.proposed_by": Text("提出人", "Proposed by"),
    "registers.proposed_at": Text("提出时间", "Proposed"),
    "registers.decided_by": Text("决定人", "Decided by"),
    "registers.person": Text("人员", "Person"),
    "registers.entries": Text("条目", "Entries"),
    "registers.entries_hint": Text(
        "与登记册文件相同的 CSV，含表头；只收新版本。", "CSV with a header line, as register files; new versions only."
    ),
    "registers.propose": Text("提出变更", "Propose a change"),
    "registers.propose_button": Text("提出", "Propose"),
    "registers.approve": Text("批准", "Approve"),
    "registers.reject": Text("驳回", "Reject"),
}
