"""The commands and what `evaluator --help` says. Loads nothing, so that it answers at once; Typer says the same."""

from __future__ import annotations

SAYS = "Reads LLM homework transcripts as a good teaching assistant would, and proves what it says."
COMMANDS = {  # a line each
    "run": "Reads and grades transcripts, writes a report folder.",
    "read": "Shows a transcript as understood: turns, roles, remarks.",
    "compare": "Says whether an answer has the value of another.",
    "report": "Rebuilds the pages of a run from its results.",
    "diff": "Says which parts two runs mark otherwise, and why.",
    "review": "Shows what of a run a person should look at first.",
    "judge": "Asks a language model about explanations in words.",
    "curate": "Makes a dataset of what runs graded.",
    "reference": "Lists, proves and starts reference modules.",
    "cache": "What earlier runs kept, so that nothing is done twice.",
}
VERSION = "Say which."
ASKED = (["--help"], ["-h"])


def helped() -> str:
    """What `--help` prints, on lines of at most 80 letters."""
    first, second = SAYS[: SAYS.index("proves")], SAYS[SAYS.index("proves") :]
    lines = "".join(f"  {name:<9}  {says}\n" for name, says in COMMANDS.items())
    return (
        "Usage: evaluator [OPTIONS] COMMAND [ARGS]...\n\n"
        f"  {first.rstrip()}\n  {second}\n\n"
        f"Options:\n  --version   {VERSION}\n  -h, --help  Show this message and exit.\n\n"
        f"Commands:\n{lines}"
    )
