"""Settings of inspection besides those of every worker."""

import msgspec

from mesh.declared.settings import Secret


class InspectionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """``YIDIAN_INSPECTION_SAMPLING_KEY``: at least 16 characters; whoever has it knows which parcels are inspected."""

    inspection_sampling_key: Secret

    def __post_init__(self) -> None:
        if len(self.inspection_sampling_key.reveal()) < 16:
            raise ValueError("YIDIAN_INSPECTION_SAMPLING_KEY: at least 16 characters")

    @property
    def sampling_key(self) -> bytes:
        """The key as the draw takes it."""
        return self.inspection_sampling_key.reveal().encode()
