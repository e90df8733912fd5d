"""How many files and sockets the process may have open: as many as its connections need, or fewer connections."""

import resource
from dataclasses import replace

import structlog

from edge.door.bounds import Bounds

WANTED = 65_536
OTHERS = 700
"""What else is open when all is busy: a few for each of 200 streams' consumers, Kafka, databases, logs."""
FEWEST = 32


def fit(bounds: Bounds) -> Bounds:
    """Raise this process's limit as far as it may be, and return the bounds with no more connections than fit."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED if hard == resource.RLIM_INFINITY else min(hard, WANTED)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        soft = wanted
    return bounds if soft == resource.RLIM_INFINITY else within(bounds, soft)


def within(bounds: Bounds, files: int) -> Bounds:
    """Return the bounds with as many connections as a process has that may open so many files."""
    most = max(files - OTHERS, files // 4, FEWEST)
    if bounds.connections <= most:
        return bounds
    structlog.get_logger().warning("few_files", files=files, wanted=bounds.connections, connections=most)
    return replace(bounds, connections=most, each=min(bounds.each, most))
