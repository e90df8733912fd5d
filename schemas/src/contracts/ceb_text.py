"""
The text of a CEB message: which encoding its bytes are in, and what may stand before it.

Senders write UTF-8, UTF-16 and the Chinese encodings, with byte-order marks and blank lines before the declaration. The
gateway reads them so, and so does the command that submits a file.
"""

import codecs
import re

NAMESPACE = "http://www.chinaport.gov.cn/ceb"
NO_CODE = "无"
"""What a document writes for a foreign platform, which has no code (CEB303, CEB603 ebpCode)."""
_DECLARED = re.compile(rb"""^<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
# GB 18030 holds every character of the older two; a reader of these would stop at the first one that they lack.
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "cp936"}
_BLANKS = b" \t\r\n"
_BEFORE = re.compile(rb"^(?:[ \t\r\n]|\xef\xbb\xbf)+")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def unmarked(body: bytes) -> tuple[bytes, str | None]:
    """
    Return a body without the blank lines and byte-order marks before and after it, and the encoding that it tells.

    A mark outweighs the declaration, whose Chinese encodings are read as GB 18030. UTF-16 comes back as UTF-8. None:
    there is neither. Raises UnicodeError if UTF-16 is announced by a mark and not there.
    """
    body = body.lstrip(_BLANKS)
    wide = body.startswith(_UTF_16)
    if wide:
        body = body.decode("utf-16").encode()
    marked = wide or body.startswith(codecs.BOM_UTF8)
    body = _BEFORE.sub(b"", body, count=1).rstrip(_BLANKS)
    if marked:
        return body, "utf-8"
    declared = _DECLARED.match(body)
    named = declared[1].decode().lower() if declared is not None else None
    return body, "gb18030" if named in _CHINESE else named


def text(body: bytes, errors: str = "strict") -> str:
    """
    Return a message as a text, UTF-8 where it tells no encoding.

    errors: as `bytes.decode` takes it. Raises UnicodeError for bytes of another encoding, LookupError for an unknown one.
    """
    plain, encoding = unmarked(body)
    return plain.decode(encoding or "utf-8", errors)
