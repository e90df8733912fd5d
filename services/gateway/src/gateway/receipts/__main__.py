"""Run the receipts fold: ``python -m gateway.receipts``."""

from gateway.receipts.processor import RECEIPTS
from mesh import worker


def main() -> None:
    """Run until told to stop."""
    worker.run(service="receipts", processors=(RECEIPTS,))


if __name__ == "__main__":
    main()
