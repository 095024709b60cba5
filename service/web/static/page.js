// What makes the pages handier; they work without it. It sends nothing and stores nothing.
"use strict";

document.documentElement.classList.add("js");

const all = (selector, root = document) => [...root.querySelectorAll(selector)];

// Filters: hide what the choices do not show, without asking the server again.
const filters = document.querySelector(".tools .filters");

function showChosen() {
  const chosen = all("select", filters).filter((select) => select.value);
  for (const found of all(".found")) {
    for (const card of all(".card", found)) {
      card.hidden = !chosen.every((s) => JSON.parse(card.dataset[s.name]).includes(s.value));
    }
    const first = all(".card", found).find((card) => !card.hidden);
    const more = found.querySelector("details.more");
    if (more) {
      more.hidden = all(".card", more).every((card) => card.hidden);
      if (chosen.length) more.open = true;
    }
    found.hidden = !first;
    draw(document.getElementById("s" + found.id.slice(1)), first);
  }
  const shown = all(".found:not([hidden])").length;
  filters.querySelector(".shown").textContent = filters.dataset.shown
    .replace("{shown}", shown).replace("{all}", all(".found").length);
}

// A sentence looks as the first match that is shown has it: another verdict may not be its own.
function draw(mark, card) {
  mark.classList.toggle("off", !card);
  if (!card) return;
  mark.className = card.dataset.mark;
  const apart = mark.querySelector(".apart");
  if (apart) apart.hidden = !mark.classList.contains("aside");
}

if (filters) filters.addEventListener("change", showChosen);

// A sentence and its match light up together, under the pointer and with the keyboard's focus.
for (const found of all(".found")) {
  const mark = document.getElementById("s" + found.id.slice(1));
  for (const [on, off] of [["pointerenter", "pointerleave"], ["focusin", "focusout"]]) {
    for (const each of [mark, found]) {
      each.addEventListener(on, () => [mark, found].forEach((x) => x.classList.add("active")));
      each.addEventListener(off, () => [mark, found].forEach((x) => x.classList.remove("active")));
    }
  }
}

// On a wide screen the matches stand in the margin, each as near to its paragraph as those before
// it allow, and the text runs on beside them.
const article = document.querySelector(".article");
const wide = matchMedia("(min-width: 60rem)");

function placeNotes() {
  article.classList.toggle("flow", wide.matches);
  let bottom = 0;
  for (const notes of all(".notes", article)) {
    notes.style.top = wide.matches ? Math.max(notes.parentElement.offsetTop, bottom) + "px" : "";
    if (notes.offsetHeight) bottom = notes.offsetTop + notes.offsetHeight + 4;
  }
  article.style.minHeight = wide.matches ? bottom + "px" : "";
}

if (article) {
  const observer = new ResizeObserver(placeNotes);
  all(".text, .notes", article).forEach((each) => observer.observe(each));
  placeNotes();
}

// A second click while a text is being checked would check it twice. Once its load was stopped, or
// the reader has come back, the button is ready again; where a browser tells neither, after a while.
const PATIENCE_MS = 5000;

for (const form of all("form.check")) {
  const button = form.querySelector(".primary");
  const ready = button.textContent;
  const free = () => button.removeAttribute("aria-disabled");
  const reset = () => { free(); button.textContent = ready; };
  form.addEventListener("submit", (event) => {
    if (event.submitter !== button) return;
    if (button.hasAttribute("aria-disabled")) return event.preventDefault();
    button.setAttribute("aria-disabled", "true");
    button.textContent = button.dataset.busy;
    setTimeout(free, PATIENCE_MS);
  });
  globalThis.navigation?.addEventListener("navigateerror", reset);
  addEventListener("pageshow", reset);
}
