"""The pages as a browser shows them."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import made_run
import pytest
from made_run import A
from visit import Visit

from evaluator.model import Bond, Catch, Evidence, HumanMark, PassedOver
from evaluator.readers.passages import verbatim
from evaluator.report.site import write

PAGES = ("index.html", "t/first.html", "t/second.html", "p/course-hw1-q1-a.html", "p/course-hw1-q2-a.html")
ATTACKS = tomllib.loads((Path(__file__).parent / "attacks.toml").read_text(encoding="utf-8"))["attacks"]
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
AXE_RUN = "() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag2aaa', 'best-practice']})"


class Anchors(HTMLParser):
    """Links and ids of a page."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.links.append(value)
            if name == "id" and value:
                self.ids.append(value)


def pages(report: Path) -> list[Path]:
    return sorted(report.rglob("*.html"))


def test_every_link_leads_to_a_page_and_an_anchor(report: Path) -> None:
    ids = {path: Anchors(path).ids for path in pages(report)}
    dead = []
    for path in ids:
        for link in Anchors(path).links:
            target, _, anchor = link.partition("#")
            file = (path.parent / unquote(target)).resolve() if target else path
            if not link.startswith("https:") and (not file.is_file() or (anchor and anchor not in ids[file])):
                dead.append((path.name, link))
    assert dead == []


def test_every_id_is_used_once(report: Path) -> None:
    for path in pages(report):
        found = Anchors(path).ids
        assert sorted(found) == sorted(set(found)), path.name


def test_every_cell_links_to_its_part(report: Path, visit: Visit) -> None:
    page = visit.open(report / "index.html")
    cells = page.locator(".grid tbody td:not(.total) a")
    assert cells.count() == 12
    cells.nth(0).click()
    page.wait_for_url("**/t/first.html#part-course-hw1-q1-a")
    assert page.locator(":target").get_attribute("class") == "card v-partial"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(report: Path, visit: Visit, name: str, scheme: str) -> None:
    visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page = visit.open(report / name)
    page.evaluate(AXE)
    found = page.evaluate(AXE_RUN)["violations"]
    assert [(v["id"], n["html"][:120], n["failureSummary"]) for v in found for n in v["nodes"]] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_said_on_the_console_and_nothing_is_fetched(report: Path, visit: Visit, name: str) -> None:
    visit.open(report / name)
    assert visit.console == []
    assert [url for url in visit.requests if not url.startswith("file:")] == []
    assert visit.ran() == []


def test_the_stylesheet_and_the_keys_are_loaded(report: Path, visit: Visit) -> None:
    page = visit.open(report / "index.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.unseen')).position") == "absolute"
    assert page.evaluate("document.documentElement.classList.contains('has-keys')")


def test_the_pages_are_whole_without_a_script(chromium: object, report: Path) -> None:
    context = chromium.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto((report / "t" / "first.html").as_uri())
    text = page.inner_text("main")
    assert "The root over" in text
    assert "We and the human disagree" in text
    assert not page.locator("#keys").is_visible()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_narrow_screen_needs_no_sideways_scrolling(report: Path, visit: Visit, name: str) -> None:
    visit.page.set_viewport_size({"width": 320, "height": 700})
    page = visit.open(report / name)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_note_stands_beside_its_answer(report: Path, visit: Visit) -> None:
    page = visit.open(report / "t" / "first.html")
    said, note = (page.locator(f"#{kind}-course-hw1-q1-b-0").bounding_box() for kind in ("said", "note"))
    assert said is not None
    assert note is not None
    assert note["x"] > said["x"] + said["width"]


def test_on_a_narrow_screen_a_note_falls_below_its_answer(report: Path, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 400, "height": 800})
    page = visit.open(report / "t" / "first.html")
    said, note = (page.locator(f"#{kind}-course-hw1-q1-b-0").bounding_box() for kind in ("said", "note"))
    assert said is not None
    assert note is not None
    assert note["y"] >= said["y"] + said["height"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints(report: Path, visit: Visit, name: str) -> None:
    page = visit.open(report / name)
    made = page.pdf(prefer_css_page_size=True)
    assert made.startswith(b"%PDF")
    assert re.search(rb"/MediaBox \[0 0 59[45]", made)


def test_on_paper_the_notes_stay_in_the_margin_and_folds_are_open(report: Path, visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 680, "height": 960})  # an A4 page without its margins
    visit.page.emulate_media(media="print")
    page = visit.open(report / "t" / "first.html")
    said, note = (page.locator(f"#{kind}-course-hw1-q1-b-0").bounding_box() for kind in ("said", "note"))
    assert said is not None
    assert note is not None
    assert note["x"] > said["x"] + said["width"]
    assert note["x"] + note["width"] <= 681
    assert page.locator("details.thinking p").first.is_visible()


def test_the_first_stop_skips_to_the_content(report: Path, visit: Visit) -> None:
    page = visit.open(report / "t" / "first.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#part-course-hw1-q1-a"


def test_focus_follows_the_order_of_the_page(report: Path, visit: Visit) -> None:
    page = visit.open(report / "index.html")
    stops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.getBoundingClientRect().top + window.scrollY"))
    assert stops[1:] == sorted(stops[1:])


def test_the_keys_walk_through_notes_and_pages(report: Path, visit: Visit) -> None:
    page = visit.open(report / "t" / "first.html")
    focus = "document.activeElement.id"
    page.keyboard.press("j")
    assert page.evaluate(focus) == "part-course-hw1-q1-c"
    page.keyboard.press("j")
    assert page.evaluate(focus) == "note-course-hw1-q1-c-0"
    page.keyboard.press("k")
    assert page.evaluate(focus) == "part-course-hw1-q1-c"
    page.keyboard.press("?")
    assert page.locator("#keys dl").is_visible()
    page.keyboard.press("]")
    page.wait_for_url("**/t/second.html")
    page.keyboard.press("[")
    page.wait_for_url("**/t/first.html")
    page.keyboard.press("u")
    page.wait_for_url("**/index.html")


def test_a_doubtful_reading_shows_its_source_on_focus(report: Path, visit: Visit) -> None:
    page = visit.open(report / "t" / "first.html")
    doubtful = page.locator(".unverified")
    assert not doubtful.locator(".original").is_visible()
    doubtful.focus()
    assert doubtful.locator(".original").inner_text().startswith("Not verified. Source: n")


def hostile(folder: Path, attack: str) -> Path:
    """A run in which the attack stands wherever a transcript, a student or a file name can put it."""
    said = made_run.passage(f"Before. {attack}\n\n{attack}\n\n- {attack}\n\n$$x {attack} y$$")
    turn = made_run.turn(0, [attack], attack, said, thinking=said, comments=(made_run.Comment(passage=said),))
    chat = made_run.transcript(
        attack or "x",
        turn,
        model=attack,
        conversations=(made_run.Conversation(link=f"javascript:{attack}", title=attack, turns=(turn,)),),
        problems=(made_run.ReadingProblem(what=attack),),
        source=made_run.Source(name=attack, format=attack, sha256="0", producer=attack),
    )
    witness = made_run.Witness(point={attack: attack}, expected=attack, found=attack)
    answer = made_run.answer(
        attack, attack, attack, "different", method=attack, diagnosis=attack, witness=witness, turn=0,
        at=made_run.Span(start=0, end=12), superseded=(attack,),
        evidence=Evidence(bond=Bond.named), passed_over=(PassedOver(text=attack, evidence=Evidence(bond=Bond.alone)),),
    )  # fmt: skip
    catch = Catch(kind=attack, by="model", about="problem", says=attack, status="unverified", evidence=attack, turn=0)
    result = made_run.result(
        chat.id, A, "incorrect", answer, source=attack, model=attack, turns=(0,), catches=(catch,),
        human=HumanMark(verdict="correct", comment=attack), agrees=False,
    )  # fmt: skip
    part = made_run.part(A, attack, attack, made_run.expected(attack, attack, quantity=attack))
    made_run.write(folder, [chat], [result], [part.model_copy(update={"statement": attack})], refused=attack)
    write(folder)
    return folder


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
def test_nothing_from_a_transcript_runs(tmp_path: Path, visit: Visit, attack: str) -> None:
    folder = hostile(tmp_path, attack)
    for path in pages(folder):
        page = visit.open(path)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => (fold.open = true))")
        allowed = page.evaluate("[...document.querySelectorAll('script')].map((s) => s.getAttribute('src'))")
        assert [Path(source).name for source in allowed] == ["keys.js"]
        assert page.locator("svg, iframe, img, form, style, base, object, embed, video, template").count() == 0
        assert (
            page.evaluate(
                "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames())"
                ".filter((name) => name.startsWith('on') || name === 'style' || name === 'ping')"
            )
            == []
        )
        assert page.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0
        assert "\u202e" not in page.content()
        assert visit.ran() == []
    assert visit.console == []
    assert [url for url in visit.requests if not url.startswith("file:")] == []


@pytest.mark.parametrize("piece", ["x", "word ", "*", "<b>", "`", "(", "{", "$ ", "|"])
def test_a_line_of_a_million_characters_is_a_page(tmp_path: Path, visit: Visit, piece: str) -> None:
    line = piece * (1_000_000 // len(piece))
    turn = made_run.turn(0, ["1a"], "1(a)", verbatim(line))
    answer = made_run.answer("mean square", "n s^2", line, "different", turn=0, at=made_run.Span(start=9, end=99_999))
    result = made_run.result("long", A, "incorrect", answer, turns=(0,))
    write(made_run.write(tmp_path, [made_run.transcript("long", turn)], [result]))
    page = visit.open(tmp_path / "t" / "long.html")
    assert page.locator("h3").count() == 1
    assert visit.ran() == []
