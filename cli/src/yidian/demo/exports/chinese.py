"""The plants of the exports by their Chinese names."""

from collections.abc import Mapping

PLANTS: Mapping[str, str] = {
    "order-missing": "订单未到",
    "waybill-missing": "运单未到",
    "quantity-differs": "数量与订单不符",
    "price-differs": "单价与订单不符",
    "currency-differs": "币制与订单不符",
    "waybill-taken": "一个运单号用于两份清单",
    "over-b2b-limit": "B2B 清单超过 5,000 元",
    "licence-simplified": "许可证商品简化申报",
    "heading-unknown": "税则中没有的品目",
    "net-above-gross": "净重大于毛重",
    "never-arrives": "总分单列名的包裹未运抵",
    "not-listed": "已运抵但总分单未列名",
    "part-missing": "三个报文缺第二个",
    "contradicting": "报文总数前后矛盾",
    "left-unreleased": "未放行先离境",
    "cancelled-export": "放行后撤单，结关后撤单",
    "consolidated-already": "申请汇总已汇总的清单",
    "order-type-wrong": "9710 使用零售订单",
    "export-book-absent": "1210 没有 emsNo",
    "import-site": "运抵仅限进口的监管场所",
    "left-behind": "已放行，滞留",
    "list-unclosed": "申请汇总未结关的清单",
    "list-simplified": "申请汇总简化申报的清单",
    "parts-reversed": "报文倒序且重复",
    "by-post": "无提运单的邮件",
    "arrival-without-lines": "无表体的运抵单",
    "two-agents": "两家申报企业的总分单同属一票提运单",
    "odd-parcels": "清单先于订单，两个电商，恰好 5,000 元，五位小数",
    "zone-bill": "特殊区域的提运单",
    "sound-bill": "正常的提运单",
    "by-period": "按期间汇总",
    "by-lists": "按清单汇总",
}
"""Titles of faults and traps."""
