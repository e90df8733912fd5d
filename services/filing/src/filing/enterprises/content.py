"""What is checked of a filing by itself (FIL-02 to FIL-09): its subject is the filing alone."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agency.reasons import listed, reason
from agency.rules import Book
from contracts.agencies import AGENCIES
from contracts.common import Reason
from contracts.trade import EnterpriseFilingSubmitted, SubjectKind
from filing.enterprises import unified_code
from filing.enterprises.period import period_of
from mesh.declared.dates import china_date

TAKES_FILINGS = "filing"
ASKED = frozenset(AGENCIES) - {TAKES_FILINGS}
"""Whom an enterprise may ask for a qualification."""
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
Filing = EnterpriseFilingSubmitted


class Attachment(NamedTuple):
    """Name and digest of an attachment, each with its element; either may be absent."""

    name: str | None
    digest: str | None
    name_element: str
    digest_element: str


def unified_code_is_possible(filing: Filing) -> Reason | None:
    """FIL-02: signs and check character of the unified code."""
    return None if unified_code.is_possible(filing.unified_code) else reason("-99802", "FIL-02")


def codes_agree(filing: Filing) -> Reason | None:
    """FIL-03: an enterprise code of 18 characters is the unified code."""
    code = filing.enterprise_code
    return None if len(code) < unified_code.LENGTH or code == filing.unified_code else reason("-99803", "FIL-03")


def texts_have_letters(filing: Filing) -> Reason | None:
    """FIL-04: name, address and scope are more than signs."""
    texts = {
        "enterpriseName": filing.enterprise_name,
        "registeredAddress": filing.registered_address,
        "businessScope": filing.business_scope,
    }
    bare = [element for element, text in texts.items() if not any(map(str.isalpha, text))]
    return reason("-99804", "FIL-04", listed(bare)) if bare else None


def sole_trader_applies(filing: Filing) -> Reason | None:
    """FIL-05: a sole trader is an application enterprise."""
    fits = filing.subject_kind is SubjectKind.APPLICATION or not unified_code.is_sole_trader(filing.unified_code)
    return None if fits else reason("-99805", "FIL-05")


def agencies_are_there(filing: Filing) -> Reason | None:
    """FIL-06: every agency asked is one of the mesh, and not this one."""
    unknown = dict.fromkeys(line.agency for line in filing.lines if line.agency not in ASKED)
    return reason("-99806", "FIL-06", listed(unknown)) if unknown else None


def agencies_are_asked_once(filing: Filing) -> Reason | None:
    """FIL-07: no agency is asked twice."""
    asked = [line.agency for line in filing.lines]
    twice = dict.fromkeys(name for name in asked if asked.count(name) > 1)
    return reason("-99807", "FIL-07", listed(twice)) if twice else None


def period_holds(filing: Filing) -> Reason | None:
    """FIL-08: the last day is neither before the first nor before the day of acceptance."""
    first, last = period_of(filing)
    least = max(first, china_date(filing.accepted_at_ms))
    return None if last is None or last >= least else reason("-99808", "FIL-08", last, least)


def attachments_are_whole(filing: Filing) -> Reason | None:
    """FIL-09: name and digest of an attachment go together; a digest is a SHA-256, none twice."""
    wrong = list(dict.fromkeys(_wrong_attachments(filing)))
    return reason("-99809", "FIL-09", listed(wrong)) if wrong else None


def _wrong_attachments(filing: Filing) -> Iterator[str]:
    """Yield the elements at fault."""
    seen: set[str] = set()
    for attachment in attachments(filing):
        if attachment.digest is None:
            if attachment.name is not None:
                yield attachment.digest_element
            continue
        if attachment.name is None:
            yield attachment.name_element
        digest = attachment.digest.lower()
        if not _SHA256.fullmatch(digest) or digest in seen:
            yield attachment.digest_element
        seen.add(digest)


def attachments(filing: Filing) -> tuple[Attachment, ...]:
    """Return the attachments in their order, those that are not there too."""
    return tuple(
        Attachment(name, digest, f"attachment{place}Name", f"attachment{place}Digest")
        for place, (name, digest) in enumerate(
            (
                (filing.attachment_1_name, filing.attachment_1_digest),
                (filing.attachment_2_name, filing.attachment_2_digest),
                (filing.attachment_3_name, filing.attachment_3_digest),
            ),
            start=1,
        )
    )


BOOK: Book[Filing] = Book(
    (
        ("FIL-02", unified_code_is_possible),
        ("FIL-03", codes_agree),
        ("FIL-04", texts_have_letters),
        ("FIL-05", sole_trader_applies),
        ("FIL-06", agencies_are_there),
        ("FIL-07", agencies_are_asked_once),
        ("FIL-08", period_holds),
        ("FIL-09", attachments_are_whole),
    )
)
