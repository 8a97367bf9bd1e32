"""The Markdown parser of the pages: no HTML, no images, links to https only, formulas from placeholders or dollars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin

from evaluator.model import Formula
from evaluator.report.holes import HOLE
from evaluator.report.marking import Mark
from evaluator.report.mathml import mathml
from evaluator.report.repaired import formula_html
from evaluator.report.visible import visible

HEADING_SHIFT: Final = 4  # what a speaker calls a first heading stands below the headings of the page


class Writer(RendererHTML):
    """Its public methods are named after the tokens they write."""

    def text(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _marked(tokens[idx], escapeHtml(visible(tokens[idx].content)))

    def code_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _marked(tokens[idx], f"<code>{_verbatim(tokens[idx].content, env)}</code>")

    def code_block(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<pre><code>{_verbatim(tokens[idx].content, env)}</code></pre>\n"

    fence = code_block

    def image(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        says = visible(HOLE.sub("", tokens[idx].content)) or "without description"
        return f'<span class="image">[image: {escapeHtml(says)}]</span>'

    def formula(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return _marked(tokens[idx], formula_html(_formulas(env)[tokens[idx].meta["number"]]))

    def math_inline(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return str(mathml(tokens[idx].content))

    def math_inline_double(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f'<span class="display">{mathml(tokens[idx].content.strip(), True)}</span>'

    math_block = math_inline_double

    def slot(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return "\ufdd1{}\ufdd1".format(",".join(str(n) for n in tokens[idx].meta["notes"]))

    def heading_open(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"<{_heading(tokens[idx])}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
        return f"</{_heading(tokens[idx])}>\n"


class Markdown(MarkdownIt):
    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": 20}, renderer_cls=Writer)
        self.enable(["table", "strikethrough"])
        self.inline.ruler.before("escape", "formula", _formula)

    def validateLink(self, url: str) -> bool:
        return url.startswith("https://")


class DollarMarkdown(Markdown):
    """For Markdown whose formulas nobody has found yet."""

    def __init__(self) -> None:
        super().__init__()
        self.use(dollarmath_plugin, allow_labels=False, double_inline=True)
        for name in ("math_inline", "math_inline_double", "math_block"):  # instead of the plugin's own
            self.add_render_rule(name, getattr(Writer, name))


def _formula(state: StateInline, silent: bool) -> bool:
    match = HOLE.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push("formula", "", 0)
        token.content, token.meta = match[0], {"number": int(match[1])}
    state.pos = match.end()
    return True


def _formulas(env: EnvType) -> tuple[Formula, ...]:
    found: tuple[Formula, ...] = env.get("formulas", ())
    return found


def _verbatim(code: str, env: EnvType) -> str:
    """Code in which a placeholder stands for what only looked like a formula."""
    found = _formulas(env)
    return escapeHtml(visible(HOLE.sub(lambda match: _spelling(found[int(match[1])]), code)))


def _spelling(found: Formula) -> str:
    return found.latex if found.rebuilt else found.raw


def _heading(token: Token) -> str:
    return f"h{min(int(token.tag[1:]) + HEADING_SHIFT, 6)}"


def _marked(token: Token, html: str) -> str:
    mark: Mark | None = token.meta.get("mark")
    if mark is None:
        return html
    anchor = f' id="{mark.anchor}"' if token.meta["first"] else ""
    return f'<mark class="{mark.style}"{anchor}>{html}{_to_note(mark) if token.meta.get("last") else ""}</mark>'


def _to_note(mark: Mark) -> str:
    return f'<a class="to-note" href="#{mark.note}" aria-label="Note: {mark.word}">{mark.symbol}</a>'
