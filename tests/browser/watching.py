"""Watch: what a page did that a page of ours must not do."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Dialog, Page, Request

_LOCAL = ("127.0.0.1", "localhost", "")  # the empty host: data:, blob:, about:


@dataclass
class Watch:
    """Dialogs opened, requests to other hosts, and errors and warnings of console and scripts."""

    dialogs: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, page: Page) -> Watch:
        """Watch a page from now on."""
        watch = cls()
        page.on("dialog", watch._dialog)
        page.on("request", watch._request)
        page.on("console", watch._console)
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        return watch

    def check(self) -> None:
        """Fail where anything of the sort happened."""
        assert (self.dialogs, self.foreign, self.errors) == ([], [], [])

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        if host not in _LOCAL:
            self.foreign.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.errors.append(message.text)
