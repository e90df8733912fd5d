# fmt: off
# ruff: noqa
# Generated from schemas/particulars by schemas/generate.py. Do not edit: change the contract and run it again.

"""What reasons say in words at the places of a code's text."""

PARTICULARS: dict[str, tuple[str, str]] = {
    'found-ship-back': ('{}审核不合格，退运', 'found unfit by an officer of {}, to be shipped back'),
    'found-detain': ('{}审核不合格，扣留', 'found unfit by an officer of {}, detained'),
    'found-refuse': ('{}审核不予通过', 'not passed by an officer of {}'),
}
"""Chinese and English by name, ``{}`` for a value."""
