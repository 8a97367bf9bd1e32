"""The command line: `main` turns errors into one sentence and an exit code, here and nowhere else."""

from __future__ import annotations

import os
import sys

from evaluator.cli.commands import ASKED, helped

TYPE_CHECKING = False  # what `typing` says, without loading it
if TYPE_CHECKING:
    from types import TracebackType

EXIT_BUG = 3
EXIT_INTERRUPTED = 130
_REPORT_TO = "Please report it, with the lines above and the input if you may share it, where you got this program."


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    if sys.argv[1:] in ASKED:
        print(helped(), end="")
        return
    import typer

    from evaluator.cli.app import app
    from evaluator.cli.interrupts import interruptible
    from evaluator.errors import EvaluatorError

    sys.excepthook = _our_bug
    try:
        with interruptible():
            typer.main.get_command(app)(standalone_mode=True)  # `app()` would put its own hook in place of ours
    except EvaluatorError as error:
        print(f"evaluator: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("evaluator: interrupted", file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)


def _our_bug(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
    """What nobody foresaw is our mistake: the place for us, a sentence for the user, and its own exit code."""
    import traceback

    traceback.print_exception(kind, error, at, file=sys.stderr)
    print(f"evaluator: this is a bug in evaluator ({kind.__name__}). {_REPORT_TO}", file=sys.stderr)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(EXIT_BUG)
