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

    /** Show a part of the layer, above everything that the page shows. */
    raise(part) {
      // Beside the body and not in it: the page's own tree stays as it is.
      if (!this.host.isConnected) document.documentElement.append(this.host);
      if (!part.isConnected) this.root.append(part);
      if (part.matches(":popover-open")) part.hidePopover();
      part.showPopover();
    }

    lower(part) {
      part.remove();
    }

    get focused() {
      return this.root.activeElement;
    }

    remove() {
      this.root.replaceChildren();
      this.host.remove();
    }
  }

  PriorCheck.Overlay = Overlay;
}
