"""What pages say of an export: its mode, its joint case, and what is kept under its own number."""

from console.texts.text import Text

EXPORTING: dict[str, Text] = {
    "joint.title": Text("联合案卷", "Joint case"),
    "joint.decided_by": Text("主管机关：{agency}", "Decided by {agency}"),
    "joint.by_own_number": Text(
        "按自身号码保存，清单列明其号码后方可知是否已收到：",
        "Kept under its own number; whether it is there is known once a list names that:",
    ),
    "export_mode.9610": Text("跨境电商零售出口", "retail export"),
    "export_mode.1210": Text("保税跨境电商出口", "bonded export"),
    "export_mode.9710": Text("跨境电商B2B直接出口", "export between enterprises"),
    "export_mode.9810": Text("跨境电商出口海外仓", "export to an overseas warehouse"),
    "joint_step.LIST": Text("清单审结", "List reviewed"),
    "joint_step.RELEASE": Text("放行", "Release"),
    "joint_step.DEPARTURE": Text("离境", "Departure"),
    "joint_step.DECLARATION": Text("汇总申报", "Consolidated declaration"),
    "joint_step.CERTIFICATE": Text("出口证明", "Certificate"),
    "joint_step.EXCHANGE": Text("收汇", "Collection of foreign exchange"),
    "joint_step.REFUND": Text("出口退税", "Tax refund"),
    "joint_state.DONE": Text("已完成", "Done"),
    "joint_state.OPEN": Text("待办", "Open"),
    "joint_state.NOT_ASKED": Text("不适用", "Not asked"),
}
