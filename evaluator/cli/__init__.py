"""The command line: `main` turns errors into one sentence and an exit code, here and nowhere else."""

from __future__ import annotations

import sys

EXIT_BUG = 3
EXIT_INTERRUPTED = 130


def main() -> None:
    from evaluator.cli.app import app
    from evaluator.errors import EvaluatorError

    try:
        app(standalone_mode=True)
    except EvaluatorError as error:
        print(f"evaluator: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("evaluator: interrupted", file=sys.stderr)
        sys.exit(EXIT_INTERRUPTED)
