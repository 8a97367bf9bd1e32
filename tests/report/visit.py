"""A page under watch."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

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
