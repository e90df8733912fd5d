"""The native part of the codec (schemas/native/avro.c)."""

from collections.abc import Callable
from typing import Any

import msgspec

class Plan:
    def __init__(self, kind: type[msgspec.Struct], fields: tuple[tuple[Any, ...], ...]) -> None: ...

class Codec:
    def __init__(
        self,
        plans: tuple[tuple[bytes, Plan], ...],
        unwritten: Callable[[msgspec.Struct, Exception], Any],
        unread: Callable[[bytes, Exception], Any],
        unknown: Callable[[bytes], Any],
    ) -> None: ...
    def encode(self, record: msgspec.Struct, /) -> bytes: ...
    def decode(self, value: bytes, /) -> Any: ...
