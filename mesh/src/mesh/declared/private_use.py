"""
Private code points that GBK fonts and systems gave to characters which have a place of their own today.

GBK put 80 characters at FE50 to FEA0, among them 䶮 of personal names, which Unicode did not have; code page 936 and
its fonts kept them at U+E815 to U+E864. Places of today: GB 18030-2000 for 66 of them, GB 18030-2022 for the other 14
(U+9FB4 to U+9FBB and six of plane 2). Likewise ḿ and ǹ (A8BC, A8BF), the euro sign (A2E3), ideographic descriptions
(A989 to A995) and vertical punctuation (A6D9 to A6F3). Systems that keep names in GBK still send them.
"""

_GBK_5 = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
    "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)

OLD_PLACES = {
    **{0xE815 + place: character for place, character in enumerate(_GBK_5)},
    **{0xE78D + place: character for place, character in enumerate("︐︒︑︓︔︕︖︗︘︙")},
    0xE7C7: "ḿ",
    0xE7C8: "ǹ",
    0xE76C: "€",
    **{0xE7E7 + place: character for place, character in enumerate("〾⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻")},
}
"""For `str.translate`: what stands at a private place to what it is."""
