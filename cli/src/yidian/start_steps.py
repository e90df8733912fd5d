"""What `deploy` reports of a mesh's start and end, in both languages. Pure."""

import re
from collections.abc import Mapping

from yidian.language import Wording, same

STEPS: Mapping[str, str] = {
    "the mesh, in the background": "在后台启动系统",
    "Kafka": "Kafka",
    "topics, schemas and registers": "主题、模式与登记簿",
    "services": "各服务",
    "ending what was begun": "停止已启动的部分",
    "the end": "结束",
}
_NOTES = (
    (re.compile(r"port (\d+) is taken by something else: (\S+) is on (\d+)"), r"端口 \1 已被占用：\2 改用 \3"),
    (re.compile(r"over; (.+) not ready yet, catching up"), r"已启动；\1 尚未就绪，正在追赶"),
)


def told(report: str) -> Wording:
    """Return a step or a note; one that has no Chinese here is shown as it is."""
    if report in STEPS:
        return Wording(report, STEPS[report])
    for note, chinese in _NOTES:
        found = note.fullmatch(report)
        if found is not None:
            return Wording(report, found.expand(chinese))
    return same(report)
