"""
CJK radicals and strokes that stand for a character: PDFs and their fonts give ⻢ (U+2EE2) where 马 was written.

NFKC folds the Kangxi radicals (U+2F00 to U+2FD5), and two of the supplement. Of the rest of the supplement (U+2E80 to
U+2EFF) and of the strokes (U+31C0 to U+31E3) this has those that Unicode calls visually identical to a unified
ideograph, or nearly: Equivalent_Unified_Ideograph, EquivalentUnifiedIdeograph.txt of Unicode 15.0. Left out is U+2E95,
whose character (U+2B739) is newer than the tables of Python 3.11.
"""

_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾"
    "⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲"
)
_OF_RADICALS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹"
    "艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀"
)
_STROKES, _OF_STROKES = "㇆㇏㇐㇑㇒㇓㇔㇕㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡", "𠃌乀一丨丿丿丶𠃍乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎"

RADICALS = str.maketrans(_RADICALS + _STROKES, _OF_RADICALS + _OF_STROKES)
"""For `str.translate`: a radical or stroke to the character that it stands for."""
