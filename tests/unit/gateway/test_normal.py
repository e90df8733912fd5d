"""One person, address or phone in different spellings has one digest; two have two."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.documents import IMPORT_ORDER
from gateway.personal import normal
from gateway.personal.digests import Digester
from gateway.personal.keyed import Keyed
from mesh.declared.equivalence import key

FOLDS = (normal.name, normal.address, normal.id_number, normal.phone)
WRITTEN = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from(
            "0123456789+86-·•—–~～ （）xX×Ａ１ａ　○〇丶´`ʼ¨˙°|/>^#*一路⻢ŉ\u200b\ufeff\u0301\ue863\uff70ー'’"
        ),
    ),
    max_size=40,
)

DOTS = "·•‧∙⋅・･᛫․●▪⸱⸳ꞏ.．。-—'’˙°¨⚫⏺丶、ㆍ○◯◦|/+=^$★ \u00a0\u3000\u200b\u2060\ufeff"
JOINED = ("", *"/|-_>^—·, 、~+=→\\丶#&", "--", " / ")
DASHES = ("-", "—", "——", "–", "－", "−", "‐", "‑", "﹣", "─", "~", "～", "_", " - ")
NAMES = [
    ["阿卜杜拉买买提艾力", "阿卜杜拉··买买提\u3000艾力", *(f"阿卜杜拉{dot}买买提{dot}艾力" for dot in DOTS)],
    ["Li Ming", "LI MING", "li  ming", "ＬＩ　ＭＩＮＧ", "LiMing", "Li\u200bMing", "Li-Ming"],
    ["ONEIL", "O Neil", *(f"O{sign}Neil" for sign in "'’‘‛＇`｀´ʼʻʽʹ′ˈꞌ՚׳")],
    ["李〇一", "李○一", "李◯一", "李⭕一"],
    ["李一", "李·一"],
    ["刘〇", "刘○"],
    ["马龙见", "⻢⻰⻅", "⾺⻰⻅".replace("⾺", "⻢"), "⻢·龙见"],
    ["José", "Jose\u0301", "JOSÉ"],
    ["张䶮", "张\ue863", "张\ue863 ", "张\u4dae\ufe00"],
    ["王㛃", "王㛃\U000e0100"],
    ["龴三", "\ue81e三"],
    ["张三(A)", "张三（Ａ）", "张三 a", " 张　三\t(A)\n"],
]
ADDRESSES = [
    [f"广州市1{dash}2{dash}301" for dash in DASHES],
    ["广东省,深圳市，南山区", "广东省 深圳市　南山区", "广东省深圳市南山区", "广东省、深圳市;南山区。"],
    [f"广东省{sign}深圳市{sign}南山区{sign}科苑路3-2-501" for sign in JOINED],
    [f"科苑路{sign}8号{sign}A座" for sign in JOINED if "#" not in sign],
    ["二〇二路", "二○二路", "二◯二路"],
    ["三-二号", "三—二号"],
    ["三二号"],
    ["XX路5#Ａ座", "xx路5＃A座", "XX 路 5#a座\u200b"],
]
PHONES = [
    [
        "13800000002", "+8613800000002", "+86 138-0000 0002", "0086-13800000002", "86 138 0000 0002",
        "(+86)13800000002", "８６１３８０００００００２", "013800000002", "＋86 13800000002", "+86-138.0000.0002",
        "\u202a+8613800000002\u202c", "00 86 138 0000 0002", "٠١٣٨٠٠٠٠٠٠٠٢",
    ],
    [
        "0755-86543210", "+86 755 86543210", "+86 (0)755 86543210", "86-0755-86543210", "（0755）86543210",
        "075586543210",
    ],
    ["010 12345678", "+86 10 12345678", "0086 10 1234 5678"],
    [
        "0755-86543210-8001", "0755-86543210转8001", "+86 755 86543210 ext. 8001", "0755 86543210 x8001",
        "0755-86543210#8001",
    ],
    ["400-123-4567", "+86 400 123 4567"],
]  # fmt: skip
ID_NUMBERS = [
    [
        "11010519491231002X", "11010519491231002x", "110105 19491231 002X", "110105-19491231-002X",
        "１１０１０５１９４９１２３１００２Ｘ", "11010519491231002×", "11010519491231002Х", "11010519491231002х",
        "11010519491231002Χ", "\u200e11010519491231002X\n",
    ],
]  # fmt: skip
ALIKE = [
    *((normal.name, spellings) for spellings in NAMES),
    *((normal.address, spellings) for spellings in ADDRESSES),
    *((normal.phone, spellings) for spellings in PHONES),
    *((normal.id_number, spellings) for spellings in ID_NUMBERS),
]


@pytest.mark.parametrize(("fold", "spellings"), ALIKE)
def test_spellings_of_one_are_one(fold: object, spellings: list[str]) -> None:
    assert callable(fold)
    assert {spelling: fold(spelling) for spelling in spellings} == dict.fromkeys(spellings, fold(spellings[0]))


def test_of_two_are_two() -> None:
    for fold, groups in (
        (normal.name, [*NAMES, ["张三"], ["张四"], ["张*"], ["张"], ["张□"], ["***"], ["---"], ["·"], ["李ming"]]),
        (normal.address, [*ADDRESSES, ["1-23号"], ["12-3号"], ["123号"], ["1/23号"], ["5#楼"], ["5楼"], ["1|23号"]]),
        (normal.phone, [*PHONES, ["13800000003"], ["86543210"], ["95588"], ["无"], ["暂无"],
                        ["861380000000"], ["+852 51234567"]]),
        (normal.id_number, [*ID_NUMBERS, ["110105194912310021"], ["1"], ["×"]]),
    ):  # fmt: skip
        folded = [fold(group[0]) for group in groups]
        for (one, left), (other, right) in itertools.combinations(zip(groups, folded, strict=True), 2):
            assert left != right, (one[0], other[0])


@pytest.mark.parametrize("fold", FOLDS)
@given(value=WRITTEN)
def test_what_is_folded_stays_as_it_is(fold: object, value: str) -> None:
    assert callable(fold)
    assert fold(fold(value)) == fold(value)


@pytest.mark.parametrize("fold", FOLDS)
@given(value=WRITTEN)
def test_nothing_that_says_something_becomes_nothing(fold: object, value: str) -> None:
    assert callable(fold)
    assert bool(fold(value)) == bool(key(value))


@given(value=WRITTEN, odd=st.sampled_from(" \t\n\u00a0\u3000\u200b\ufeff\u2060\u202e\u00ad"), data=st.data())
def test_a_blank_or_invisible_character_anywhere_changes_no_spelling(value: str, odd: str, data: st.DataObject) -> None:
    value = normal.name(value)
    at = data.draw(st.integers(0, len(value)))
    assert normal.name(value[:at] + odd + value[at:]) == value


def test_the_same_person_in_two_spellings_has_the_same_digests() -> None:
    digester = Digester(((2024, Keyed(b"k")),))

    def written(name: str, phone: str, address: str) -> object:
        personal = {
            "buyerName": name, "buyerIdNumber": "11010519491231002X", "consignee": name, "consigneeTelephone": phone,
            "consigneeAddress": address,
        }  # fmt: skip
        return digester.digests(IMPORT_ORDER.person, personal, "1")

    assert written("阿卜杜拉\u00b7买买提", "+86 13800000002", "1—2号") == written(
        "阿卜杜拉\u2022买买提", "13800000002", "1-2号"
    )
