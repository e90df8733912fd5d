"""
How a document is filed: one procedure for every document type, which a value of `Filed` describes.

A document is answered once. It lies in its slot as the newest submission and, if it is recorded, as the one that
counts. One that claims a number is answered when `numbers` has answered; the match does not wait for that.
"""

from agency.judging import DELETE
from customs.filing import claims, on_file, recording, sweeping, verdicts
from customs.filing.checks import rule_on
from customs.filing.desk import Desk
from customs.filing.filed import Filed
from customs.filing.submission import Filing
from customs.rules.document import Document


def file(desk: Desk, document: Document, kind: Filed) -> None:
    """Answer a submitted document, lay it in its slot, and do what follows if it is recorded."""
    filing = kind.laid_out(desk, document)
    slot = filing.slot
    if slot is not None and (twin := verdicts.original(slot, document)) is not None:
        if twin.return_status:
            verdicts.judge(filing, verdicts.repeated(twin))
        else:
            filing.lay(recording.waiting_too(slot, document))
        return
    ruling = rule_on(filing)
    if not filing.has_room:
        verdicts.judge(filing, ruling)  # and not even the answer is remembered
        return
    waits = ruling.recorded and claims.claim(filing)
    if not waits:
        verdicts.judge(filing, ruling)
    if ruling.recorded:
        kind.then(filing, recording.recorded(filing, _kept(filing), waits=waits))
    else:
        filing.lay(recording.answered(filing, ruling))
    sweeping.arm(desk, document.accepted_at_ms)


def _kept(filing: Filing) -> bytes | None:
    """Return what is kept of a document that is recorded; nothing of one that is deleted."""
    keep = filing.kind.keep
    if keep is None or filing.document.operation is DELETE:
        return None
    return on_file.encode(keep(filing.document))
