"""A made run with its pages, and a browser to look at them with."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import made_run
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from evaluator.report.site import write

WATCH = """
window.ran = [];
window.alert = (said) => window.ran.push(String(said));
document.addEventListener("securitypolicyviolation", (event) => window.ran.push("blocked " + event.violatedDirective));
"""


class Visit:
    """A page with a record of everything that it should not do."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.console: list[str] = []
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        page.on("console", lambda message: self.console.append(message.text))
        page.on("pageerror", lambda error: self.console.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))
        page.add_init_script(WATCH)

    def open(self, path: Path, anchor: str = "") -> Page:
        self.page.goto(path.as_uri() + anchor)
        return self.page

    def ran(self) -> list[str]:
        return [*self.dialogs, *self.page.evaluate("window.ran")]


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = made_run.sample(tmp_path_factory.mktemp("run"))
    write(folder)
    return folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.fail("The page tests need Debian's chromium (apt-get install chromium), or its path in CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield Visit(context.new_page())
    context.close()
