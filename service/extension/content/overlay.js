// The layer: where card and panel are drawn, in a closed shadow root that the page cannot enter.
"use strict";
{
  const PriorCheck = (globalThis.PriorCheck ??= {});

  class Overlay {
    constructor(css) {
      this.host = document.createElement(PriorCheck.LAYER);
      this.host.style.setProperty("all", "initial", "important");
      this.host.style.setProperty("display", "contents", "important");
      this.host.lang = chrome.i18n.getUILanguage();
      this.host.dir = chrome.i18n.getMessage("@@bidi_dir"); // and not that of the page
      this.root = this.host.attachShadow({ mode: "closed" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      this.root.adoptedStyleSheets = [sheet];
    }

    /** Show a part of the layer, above everything that the page shows; what of, it may say. */
    raise(part, node = null) {
      if (node || !this.host.isConnected) this.#settle(modalAround(node));
      if (!part.isConnected) this.root.append(part);
      if (part.matches(":popover-open")) part.hidePopover();
      part.showPopover();
    }

    lower(part) {
      part.remove();
      if (this.host.parentNode !== document.documentElement) this.#settle(null);
    }

    /** Beside the body, so that the page's own tree stays as it is; only in a modal if need be. */
    #settle(modal) {
      const place = modal ?? document.documentElement;
      if (this.host.parentNode === place) return;
      place.append(this.host);
      for (const part of this.root.children) part.showPopover();
    }

    get focused() {
      return this.root.activeElement;
    }

    remove() {
      this.root.replaceChildren();
      this.host.remove();
    }
  }

  /** While a dialog is modal, or an element fills the screen, all else is inert. */
  function modalAround(node) {
    for (let above = node; above; above = PriorCheck.parentOf(above)) {
      if (above instanceof Element && PriorCheck.call(above, "matches", ":modal")) return above;
    }
    return null;
  }

  PriorCheck.Overlay = Overlay;
}
