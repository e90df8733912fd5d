"""
The same topology on the mesh and on its alternatives, side by side on one broker; ``make bench-peers``.

    python -m bench.peers [--only mesh,plain] [--rates 1000,2500,5000] [--seconds 30] [--warm 15] [--turns 3]

The contenders take turns, each with fresh topics, one application of each kind on the same records and partitions.
Writes bench/results/peers.json.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from bench.machine import end_in_order, save
from bench.peers.contenders import CONTENDERS, ROOT, Contender
from bench.peers.facts import machine
from bench.peers.figures import summarise
from bench.peers.parcels import make_pool
from bench.peers.turn import Plan, Turn, take_turn
from deploy.local_broker import LocalBroker

RESULT = ROOT / "bench" / "results" / "peers.json"
POOL = 1_000


def main() -> None:
    """Make the environments, run all turns, write the result. Exits with 1 when an outcome was wrong or lost."""
    arguments = _arguments()
    end_in_order()
    contenders = [CONTENDERS[name] for name in arguments.only]
    for contender in contenders:
        if contender.own:
            subprocess.run([ROOT / "bench/peers/environment.sh", "make", contender.name], check=True)
    pool = make_pool(POOL)
    turns: dict[str, list[Turn]] = {contender.name: [] for contender in contenders}
    broker = LocalBroker()
    broker.start()
    try:
        for number in range(arguments.turns):
            for contender in contenders:
                rates = sorted(
                    {*arguments.rates, *(rate for rate in contender.lower_rates if rate < min(arguments.rates))}
                )
                turn = take_turn(contender, number, Plan(rates, arguments.warm, arguments.seconds), pool, broker)
                turns[contender.name].append(turn)
                _tell(contender, number, turn)
                save(
                    arguments.out,
                    command="make bench-peers",
                    machine=machine([CONTENDERS[name] for name in turns]),
                    figures=_figures(arguments, turns),
                )
    finally:
        broker.stop()
    if any(not _is_sound(CONTENDERS[name], turn) for name, own in turns.items() for turn in own):
        sys.exit(1)


def _arguments() -> argparse.Namespace:
    def numbers(text: str) -> list[int]:
        return sorted({int(number) for number in text.split(",")})

    def names(text: str) -> list[str]:
        chosen = text.split(",")
        if unknown := set(chosen) - set(CONTENDERS):
            raise argparse.ArgumentTypeError(
                f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(CONTENDERS)}"
            )
        return chosen

    parser = argparse.ArgumentParser(description="The mesh and its alternatives on one topology.")
    parser.add_argument("--only", type=names, default=list(CONTENDERS), help=f"of {','.join(CONTENDERS)}")
    parser.add_argument("--rates", type=numbers, default=[1_000, 2_500, 5_000], help="declarations per second")
    parser.add_argument("--seconds", type=float, default=30.0, help="how long each rate is held")
    parser.add_argument("--warm", type=float, default=15.0, help="seconds of warm-up before each rate")
    parser.add_argument("--turns", type=int, default=3, help="of each contender, in alternation")
    parser.add_argument("--out", type=Path, default=RESULT, help="where the result goes")
    return parser.parse_args()


def _is_sound(contender: Contender, turn: Turn) -> bool:
    """Whether it ran through, and nothing came back wrong, or missing or double against its promise."""
    return not turn.failed and not _unsound(contender, turn)


def _unsound(contender: Contender, turn: Turn) -> bool:
    duplicate = turn.faults["duplicate"] and contender.guarantee == "exactly once"
    missing = turn.faults["missing"] and turn.drained
    return bool(turn.faults["wrong"] or duplicate or missing)


def _tell(contender: Contender, number: int, turn: Turn) -> None:
    for step in turn.steps:
        print(
            f"turn {number + 1} {contender.name:>8} {step.rate:>5}/s  {step.cleared_per_second:7.0f}/s"
            f"  cpu {step.cpu_us:6.0f} µs  broker {step.broker_us:5.0f} µs"
            f"  p50 {step.p50_ms or 0:6.0f}  p99 {step.p99_ms or 0:6.0f} ms  {step.resident_mb:5.0f} MB"
            f"  {'held' if step.held else step.why_not}",
            flush=True,
        )
    said = "unsound" if _unsound(contender, turn) else "sound"
    print(
        f"turn {number + 1} {contender.name:>8} {turn.orders} orders: {said} {dict(turn.faults)} {turn.failed}",
        flush=True,
    )


def _figures(arguments: argparse.Namespace, turns: dict[str, list[Turn]]) -> dict[str, object]:
    summaries = summarise({name: [step for turn in own for step in turn.steps] for name, own in turns.items()})
    return {
        "plan": {
            "rates": arguments.rates,
            "held_seconds": arguments.seconds,
            "warm_seconds": arguments.warm,
            "turns": arguments.turns,
            "partitions": 4,
            "commit_interval_ms": 100,
        },
        "contenders": {
            name: {
                "title": CONTENDERS[name].title,
                "guarantee": CONTENDERS[name].guarantee,
                "state": CONTENDERS[name].keeps,
                "orders": sum(turn.orders for turn in own),
                "wrong": sum(turn.faults["wrong"] for turn in own),
                "duplicate": sum(turn.faults["duplicate"] for turn in own),
                "missing": sum(turn.faults["missing"] for turn in own),
                "undrained_turns": sum(not turn.drained for turn in own),
                "failures": [turn.failed.splitlines()[0] for turn in own if turn.failed],
                "rates": [summary._asdict() for summary in summaries[name]],
                "steps": [[step._asdict() for step in turn.steps] for turn in own],
            }
            for name, own in turns.items()
        },
    }


if __name__ == "__main__":
    main()
