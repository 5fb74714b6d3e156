"""The command `recount`."""

import signal
import sys


def main() -> None:
    import recount  # noqa: F401  opens the door to reading in children
    from recount import _recount

    # The command is asked to end as any program is, not by way of the interpreter.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    sys.exit(_recount.run(sys.argv))
