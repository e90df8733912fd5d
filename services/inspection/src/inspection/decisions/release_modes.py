"""The ten release modes ("ten inspect, ten release"), by the key that decisions carry."""

from contracts.common import RuleEvaluated, RuleResult
from inspection.reference import release_mode
from mesh.lookup import Lookup

MODES = {
    "inspect_then_release": "先检后放",
    "through_inspect_through_release": "通检通放",
    "fast_inspect_fast_release": "快检快放",
    "inspect_while_releasing": "边检边放",
    "air_inspection_sea_release": "空检海放",
    "instant_inspect_instant_release": "即检即放",
    "inspected_abroad_released_at_home": "外检内放",
    "few_inspected_many_released": "少检多放",
    "inspected_by_others_released_by_us": "他检我放",
    "no_inspection_release": "不检就放",
}

STRICTEST = "inspect_then_release"


def choose_release_mode(lookup: Lookup, grade: str) -> tuple[str, RuleEvaluated]:
    """
    Return the release mode of a grade (A, B, C or ALERT).

    INS-02 (Shanghai plan of 2016, item 16) names the modes; which grade gets which is a parameter of ours. A mode that
    is none of the ten is taken as the strictest.
    """
    mode = release_mode(lookup, grade)
    known = mode in MODES
    result = RuleResult.PASSED if known else RuleResult.FAILED
    return mode if known else STRICTEST, RuleEvaluated(rule_id="INS-02", result=result)
