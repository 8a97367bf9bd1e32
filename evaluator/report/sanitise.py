"""The last gate before a page: only these elements and attributes pass, whatever was made before."""

from __future__ import annotations

from typing import Final

import nh3

_PROSE: Final = (
    "p br hr em strong s b i code pre blockquote ul ol li table thead tbody tr th td h1 h2 h3 h4 h5 h6 a mark span div"
)
_MATHS: Final = (
    "math mi mn mo mtext ms mspace mrow mfrac msqrt mroot msub msup msubsup munder mover munderover mmultiscripts "
    "mprescripts mtable mtr mtd menclose mpadded mphantom mstyle merror"
)
_MATHS_ATTRIBUTES: Final = (
    "display mathvariant stretchy symmetric largeop movablelimits lspace rspace minsize maxsize accent accentunder "
    "displaystyle scriptlevel form fence separator linethickness notation width height depth voffset columnspan "
    "rowspan columnalign class"
)
_OURS: Final = {"class", "id", "tabindex", "title"}

_TAGS: Final = {*_PROSE.split(), *_MATHS.split()}
_ATTRIBUTES: Final = {
    **{tag: set(_MATHS_ATTRIBUTES.split()) for tag in _MATHS.split()},
    **dict.fromkeys(("span", "code", "mark", "pre", "div"), _OURS),
    "a": {"href", "class", "aria-label"},
    "ol": {"start"},
    "th": {"scope", "class"},
    "td": {"class"},
}

_CLEANER: Final = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    url_schemes={"https"},
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
)


def clean(html: str) -> str:
    """`html` without anything that could run, load or restyle."""
    return _CLEANER.clean(html)
