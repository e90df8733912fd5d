"""Pictures of the console for the documents: taken when ``--screenshots FOLDER`` asks, otherwise only looked at."""

from pathlib import Path

import pytest

from tests.e2e.conftest import Performance
from tests.e2e.console.conftest import Opened

pytestmark = pytest.mark.e2e

LARGEST_BYTES = 200_000


def test_pictures_are_small(performance: Performance, opened: Opened, screenshots: Path | None, tmp_path: Path) -> None:
    deal = next(case.parcel.deal for case in performance.planned.day if case.plant == "alert-treated")
    wanted = {
        "journey": ("auditor", "zh", "light", f"/parcels?number={deal.order_no}"),
        "worklist": ("operator", "en", "light", "/worklist"),
        "flow": ("operator", "zh", "dark", "/flow?seconds=900"),
    }
    folder = screenshots or tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    for name, (who, lang, scheme, path) in wanted.items():
        desk = opened(who, lang=lang, color_scheme=scheme, size=(1180, 760))
        desk.open(path)
        if name == "journey":  # from the beginning of the way, small enough to see several agencies at it
            desk.page.evaluate("document.body.style.zoom = 0.6; document.getElementById('way').scrollIntoView()")
        picture = desk.page.screenshot(path=folder / f"{name}.png")
        assert 10_000 < len(picture) < LARGEST_BYTES
