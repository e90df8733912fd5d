"""
Every processor of the contract, by its name.

That of `forex.decisions` stands in `forex.decisions.processor`; that of no agency in `receipts.processor`.
"""

from importlib import import_module

from contracts.agencies import AGENCIES
from contracts.topics import PROCESSORS
from mesh.declared.processor import Configured, Processor
from mesh.declared.settings import Secret
from mesh.replay.rerun import load


def module_of(name: str) -> str:
    """Return the module that declares a processor."""
    agency, service = name.partition(".")[0], PROCESSORS[name].service
    return f"{name if agency in AGENCIES else service}.processor"


def path_of(name: str) -> str:
    """Return module and constant, as a replay takes them: ``CONFIGURED`` where a processor takes settings."""
    module = import_module(module_of(name))
    if isinstance(getattr(module, "CONFIGURED", None), Configured):
        return f"{module.__name__}:CONFIGURED"
    (constant,) = [key for key, value in vars(module).items() if isinstance(value, Processor) and value.name == name]
    return f"{module.__name__}:{constant}"


def settings_of(name: str) -> tuple[str, ...]:
    """Return the settings of its agency that a processor takes, all of them secrets, as variables without prefix."""
    loaded = load(path_of(name))
    return () if isinstance(loaded, Processor) else tuple(field.upper() for field in loaded.settings.__struct_fields__)


def built(name: str, secret: str) -> Processor:
    """Return a processor; whatever it takes of settings is this secret."""
    loaded = load(path_of(name))
    if isinstance(loaded, Processor):
        return loaded
    return loaded.build(loaded.settings(**{field: Secret(secret) for field in loaded.settings.__struct_fields__}))


def by_service(secret: str) -> dict[str, tuple[Processor, ...]]:
    """Return the processors of every service, in the order of the contract."""
    working: dict[str, tuple[Processor, ...]] = {}
    for entry in PROCESSORS.values():
        working[entry.service] = (*working.get(entry.service, ()), built(entry.name, secret))
    return working
