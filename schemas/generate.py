"""
Writes everything that follows from the contract: records, topics, rights and documents.

    python schemas/generate.py             write what has changed
    python schemas/generate.py --check     write nothing; exit 1 when something would change
    python schemas/generate.py --release   as without, and record the present versions as released

The output depends on the contract alone, byte for byte. Mistakes in the contract are listed together, exit code 2.
"""

import sys

from generator import compatibility
from generator.outputs import BASELINE, ROOT, files, read, stale
from generator.problems import ContractProblems


def main(arguments: list[str]) -> int:
    """Run the generator; return the exit code."""
    if arguments not in ([], ["--check"], ["--release"]):
        print(__doc__)
        return 2
    try:
        found = read()
    except ContractProblems as problems:
        print("The contract is not well formed:", *problems.problems, sep="\n  ", file=sys.stderr)
        return 2
    made = files(found)
    changed = stale(made)
    if arguments == ["--check"]:
        print(
            "\n".join(f"{path.relative_to(ROOT)} is not current" for path in changed) or "generated files are current"
        )
        return 1 if changed else 0
    if arguments == ["--release"]:
        added = compatibility.release(found.mesh, found.identities, BASELINE)
        made, changed = made | added, [*changed, *added]
    for path in changed:
        if path in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        else:
            path.unlink()
        print(f"{'wrote' if path in made else 'removed'} {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
