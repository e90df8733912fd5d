"""What the pages of views say; views and their fields are named by the contract."""

from console.texts.text import Text

VIEWING: dict[str, Text] = {
    "views.title": Text("视图", "Views"),
    "views.lead": Text("登记册与各项状态的查询视图。", "How registers and standings stand, to be looked up."),
    "views.none": Text("没有可见的视图。", "There is no view that you may see."),
    "views.view": Text("视图", "View"),
    "views.searched_by": Text("查询字段", "Searched by"),
    "views.prefix": Text("{fields}（前缀）", "Beginning of {fields}"),
    "views.as_of": Text("生效日", "In force on"),
    "views.sort": Text("排序", "Order"),
    "views.by_key": Text("按键", "by key"),
    "views.falling": Text("{field}（降序）", "{field}, falling"),
    "views.purpose": Text("查阅目的（留空只显示公开字段）", "Purpose (empty: public fields only)"),
    "views.written_down": Text(
        "填写查阅目的后显示全部字段，该次查阅将记录在案。",
        "With a purpose every field is shown, and the read is written down.",
    ),
    "views.say": Text("请先填写查阅目的。", "Nothing here is public: say what you read it for."),
    "views.find": Text("查询", "Find"),
    "views.empty": Text("没有符合条件的记录。", "No record fits."),
    "views.count": Text("显示 {shown} 条", "{shown} records shown"),
    "views.versions": Text("全部版本", "Versions"),
    "views.hidden": Text("仅显示公开字段", "Public fields only"),
    "views.recorded": Text("记录时间", "Recorded"),
}
