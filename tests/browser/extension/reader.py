"""Reader: a person with the extension, who presses its button, reads cards and clears the page."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path
from typing import Any

from lxml import html
from playwright.sync_api import BrowserContext, CDPSession, Frame, Page, Route

from service.config import CHECKOUT

EXTENSION = CHECKOUT / "service" / "extension"
ID = "fimhnjcmpdcnddhbcjimkkangeegdohd"
_PATIENCE = 60  # seconds; a busy machine is slow, never wrong


def unpack(folder: Path, *, access: str) -> Path:
    """The extension with the access to a server that a reader grants in the browser's dialog.

    No headless browser shows that dialog; everything else is as it ships.
    """
    shutil.copytree(EXTENSION, folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["host_permissions"] = [access]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


class Reader:
    """Drives one browser that has the extension."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.context = context
        workers = context.service_workers
        self.worker = workers[0] if workers else context.wait_for_event("serviceworker")
        assert context.browser
        self._browser = context.browser.new_browser_cdp_session()
        self.server = server
        self._tabs: dict[Page, int] = {}
        self.choose()

    def choose(self, **settings: Any) -> None:
        """Keep these settings, and the defaults of all others."""
        kept = {"server": self.server, **settings}
        self.worker.evaluate(
            "async (kept) => { await chrome.storage.local.clear();"
            " await chrome.storage.local.set(kept); }",
            kept,
        )

    def visit(self, pages: dict[str, str] | str, url: str = "https://news.example/") -> Page:
        """Open `url` in a new tab; `pages` are what addresses answer with, or that of `url`."""
        for address, source in ({url: pages} if isinstance(pages, str) else pages).items():
            self.context.unroute(address)
            self.context.route(address, _answer(source))
        page = self.open_tab()
        page.goto(url)
        return page

    def open_tab(self) -> Page:
        """A new tab, by whose id the extension will be asked about it."""
        ids = "async () => (await chrome.tabs.query({})).map(({ id }) => id)"
        before = set(self.worker.evaluate(ids))
        page = self.context.new_page()
        (self._tabs[page],) = set(self.worker.evaluate(ids)) - before
        return page

    def press(self, page: Page) -> None:
        """Press the toolbar's button: a click, or the popup after the first."""
        page.bring_to_front()
        wanted = {"filter": [{"type": "tab", "exclude": False}]}
        tabs = self._browser.send("Target.getTargets", wanted)["targetInfos"]
        (tab,) = [tab["targetId"] for tab in tabs if tab["url"] == page.url]
        self._browser.send("Extensions.triggerAction", {"id": ID, "targetId": tab})

    def check(self, page: Page) -> dict[str, Any]:
        """Press the button and wait for the end of the check; answers what was counted."""
        self.press(page)
        return self.settled(page)

    def settled(self, page: Page, at_least: int = 1) -> dict[str, Any]:
        """What was counted, once nothing is under way and so many sentences were looked up."""
        return self.until(
            page,
            lambda sums: sums["problem"] or (not sums["busy"] and sums["checked"] >= at_least),
        )

    def until(self, page: Page, test: Any) -> dict[str, Any]:
        """What was counted, once it passes the test."""
        deadline = time.monotonic() + _PATIENCE
        while True:
            sums = self.totals(page)
            if sums is not None and test(sums):
                self._wait_for_panel(page)
                return sums
            assert time.monotonic() < deadline, sums
            page.wait_for_timeout(100)

    def _wait_for_panel(self, page: Page) -> None:
        """The panel follows the counts; where no extension may be, there is none."""
        deadline = time.monotonic() + _PATIENCE
        while page.url.startswith("http") and not _says(self.status(page), self.totals(page)):
            assert time.monotonic() < deadline, self.totals(page)
            page.wait_for_timeout(100)

    def totals(self, page: Page) -> dict[str, Any] | None:
        """What the popup would show for the tab; None before a check."""
        state: dict[str, Any] | None = self._of_tab(page, "chrome.storage.session.get(key)")
        if not state:
            return None
        (kept,) = state.values()
        frames = list(kept["frames"].values())
        problem = kept["problem"] or next((f["problem"] for f in frames if f["problem"]), None)
        return {
            "problem": problem,
            "busy": not frames or any(frame["busy"] for frame in frames),
            **{name: sum(f[name] for f in frames) for name in ("matched", "checked", "skipped")},
        }

    def badge(self, page: Page) -> str:
        """The text on the toolbar's button, which follows its words when a check has ended."""
        for _ in range(100):
            text = str(self._of_tab(page, "chrome.action.getBadgeText({ tabId })"))
            if text != "…":
                break
            page.wait_for_timeout(100)
        return text

    def title(self, page: Page) -> str:
        """The words of the toolbar's button."""
        return str(self._of_tab(page, "chrome.action.getTitle({ tabId })"))

    def popup(self, page: Page) -> Page:
        """The popup that the button opens after the first check, in a tab."""
        address = self._of_tab(page, "chrome.action.getPopup({ tabId })")
        assert address, "a click would check the page"
        popup = self.context.new_page()
        popup.goto(address)
        return popup

    def _of_tab(self, page: Page, expression: str) -> Any:
        return self.worker.evaluate(
            f"async (tabId) => {{ const key = String(tabId); return await {expression}; }}",
            self._tabs[page],
        )

    def listen(self) -> None:
        """From now on remember what the extension sends."""
        self.worker.evaluate(
            "() => { globalThis.sent = []; globalThis.really ??= fetch;"
            " globalThis.fetch = (url, options) => {"
            " if (options?.body) sent.push(options.body); return really(url, options); } }"
        )

    def sent(self) -> list[dict[str, Any]]:
        """What it has sent to the server since."""
        return [json.loads(each) for each in self.worker.evaluate("globalThis.sent")]

    def clear(self, page: Page) -> None:
        """As the command and the button of the panel do."""
        self.within(page, "() => globalThis.PriorCheck?.clear()")

    def within(self, page: Page, function: str) -> list[Any]:
        """What a function answers in the extension's own world, one answer a frame."""
        script = "chrome.scripting.executeScript({ target: { tabId, allFrames: true },"
        return [one["result"] for one in self._of_tab(page, f"{script} func: {function} }})")]

    def sentences(self, frame: Page | Frame) -> list[str]:
        """The marked sentences of a frame, white space as a reader sees it."""
        joined: dict[str, str] = {}
        for mark in frame.locator("priorcheck-mark[data-sentence]").all():
            number = mark.get_attribute("data-sentence") or ""
            joined[number] = joined.get(number, "") + mark.inner_text()
        return [" ".join(each.split()) for each in joined.values()]

    def layer(self, page: Page) -> html.HtmlElement:
        """What card and panel hold: the page itself cannot look there, the debugger can."""
        session = page.context.new_cdp_session(page)
        try:
            return html.fromstring(f"<div>{_closed_roots(session)}</div>")
        finally:
            session.detach()

    def card(self, page: Page) -> html.HtmlElement | None:
        """The open card."""
        found = self.layer(page).xpath("//section[@role='dialog']")
        return found[0] if found else None

    def status(self, page: Page) -> str:
        """What the panel says."""
        found = self.layer(page).xpath("//*[@role='status']")
        return str(found[0].text_content()) if found else ""


def _says(status: str, sums: dict[str, Any] | None) -> bool:
    if sums is None or not status or status.endswith("…"):
        return False
    return bool(sums["problem"]) or not sums["matched"] or str(sums["matched"]) in status


def _answer(source: str) -> Any:
    def answer(route: Route) -> None:
        route.fulfill(body=source, content_type="text/html; charset=utf-8")

    return answer


def _closed_roots(session: CDPSession) -> str:
    tree = session.send("DOM.getDocument", {"depth": -1, "pierce": True})["root"]
    layers = [node for node in _nodes(tree) if node["nodeName"].upper() == "PRIORCHECK-LAYER"]
    return "".join(
        session.send("DOM.getOuterHTML", {"nodeId": part["nodeId"]})["outerHTML"]
        for layer in layers
        for root in layer["shadowRoots"]
        for part in root.get("children", ())
    )


def _nodes(node: dict[str, Any]) -> Any:
    yield node
    below = [*node.get("children", ()), *node.get("shadowRoots", ())]
    for child in [*below, *filter(None, [node.get("contentDocument")])]:
        yield from _nodes(child)
