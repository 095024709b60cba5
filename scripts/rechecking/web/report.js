"use strict";
// Sorts, filters, groups and pages the table. Every text goes in as text, never as markup.
(() => {
  const table = document.getElementById("table");
  if (!table) return;
  const [KIND, DOCUMENT, ORDINAL, SENTENCE, QUOTE, LANGUAGE, CLAIM, RELATION, DIFFERENCES, BAND, PERCENT, PROBABILITY, EDITS, SINCE, GONE] = Array(15).keys();
  const { first, page: size, kinds, relations, documents, claims, rows } = JSON.parse(document.getElementById("rows").textContent);
  const MOST_PRINTED = 2000;
  const field = (id) => document.getElementById(id);
  const form = field("controls");
  const words = new Intl.NumberFormat("en");
  const collator = new Intl.Collator(undefined, { numeric: true });
  let sort = { by: "kind", down: false };
  let shown = [];
  let groups = new Map();
  let page = 0;

  const make = (name, content, classes) => {
    const made = document.createElement(name);
    if (classes) made.className = classes;
    made.append(...[content ?? ""].flat());
    return made;
  };
  const http = (address) => /^https?:\/\/[^/]/i.test(address ?? "");
  const link = (address, content) => {
    const made = make("a", content);
    made.href = address;
    made.target = "_blank";
    made.rel = "noopener noreferrer";
    return made;
  };
  const spoken = (name, text, language, classes) => {
    const made = make(name, text, classes);
    made.dir = "auto";
    if (language) made.lang = language;
    return made;
  };

  // Where the browser can, a link to a page on the web leads to the sentence itself.
  const place = (row) => {
    const name = documents[row[DOCUMENT]];
    if (!http(name)) return make("bdi", name);
    const said = row[SENTENCE].split(/\s+/);
    const escaped = (part) => encodeURIComponent(part.join(" ")).replaceAll("-", "%2D");
    const long = said.length > 12;
    const found = long ? `${escaped(said.slice(0, 5))},${escaped(said.slice(-5))}` : escaped(said);
    const cut = row[SENTENCE].endsWith("…");
    return link(name.includes("#") || row[GONE] || cut ? name : `${name}#:~:text=${found}`, make("bdi", name));
  };

  const review = ([publisher, verdict, url, title, day]) => {
    const name = make("bdi", publisher);
    const by = make("span", ["says ", http(url) ? link(url, name) : name], "by");
    if (title) by.title = title;
    if (day) by.append(", ", make("time", day.slice(0, 10)));
    return make("li", [make("b", verdict), " ", by]);
  };
  const reviews = (claim) => {
    if (!claim[2].length) return [];
    const list = make("ul", claim[2].map(review), "reviews");
    list.setAttribute("aria-label", "Reviews of the claim");
    return [list];
  };

  const edit = ([about, before, now]) =>
    make("p", [
      make("span", make("bdi", about), "about"), " ", make("del", before || "nothing"), " ",
      (() => { const arrow = make("span", "→"); arrow.ariaHidden = "true"; return arrow; })(),
      make("span", ", now", "unseen"), " ", make("ins", now || "nothing"),
    ], "edit");

  const line = (row, grouped) => {
    const [code, name] = kinds[row[KIND]];
    const claim = claims[row[CLAIM]];
    const [relation, ofSentence, ofQuote] = relations[row[RELATION]];
    const meaning = row[QUOTE] ? ofQuote : ofSentence;
    const where = make("p", [], "soft");
    if (grouped !== "document") where.append(place(row), ", ");
    else if (http(documents[row[DOCUMENT]]) && !row[GONE]) where.append(link(place(row).href, "open"), ", ");
    where.append(`sentence ${row[ORDINAL] + 1}`);
    if (row[LANGUAGE]) where.append(`, ${row[LANGUAGE]}`);
    if (row[GONE]) where.append(" ", make("b", row[GONE], "gone"));
    const quoted = row[QUOTE] ? [make("p", ["What is quoted: ", make("bdi", row[QUOTE])], "soft")] : [];
    const told = make("p", meaning, `relation ${relation}`);
    for (const difference of row[DIFFERENCES]) told.append(" ", make("span", difference, "difference"));
    const about = grouped === "claim" ? [told] : [spoken("p", claim[0], claim[1], "claim-text"), told, ...reviews(claim)];
    return make("tr", [
      make("td", [make("span", name, `badge ${code}`), ...row[EDITS].map(edit)], "what"),
      make("td", [spoken("p", row[SENTENCE], row[LANGUAGE]), ...quoted, where], "sentence"),
      make("td", about, "claim"),
      make("td", [...(row[PERCENT] ? [make("b", row[PERCENT]), " "] : []), row[BAND]], "belief"),
      make("td", row[SINCE] || "earlier", "since"),
    ], code);
  };

  const head = (key, grouped, members) => {
    const counts = new Map();
    for (const row of members) counts.set(row[KIND], (counts.get(row[KIND]) ?? 0) + 1);
    const told = [...counts].sort((a, b) => a[0] - b[0]).map(([kind, count]) => `${words.format(count)} ${kinds[kind][count === 1 ? 2 : 3]}`);
    const cell = document.createElement("th");
    cell.colSpan = 5;
    cell.scope = "rowgroup";
    if (grouped === "document") {
      const name = documents[key];
      cell.append(http(name) ? link(name, make("bdi", name)) : make("bdi", name));
    } else {
      cell.append(spoken("div", claims[key][0], claims[key][1], "claim-text"), ...reviews(claims[key]));
    }
    cell.append(make("span", told.join(", "), "tally"));
    return make("tr", cell, "group-head");
  };

  const draw = (from, to) => {
    const grouped = field("group").value;
    const at = { document: DOCUMENT, claim: CLAIM }[grouped];
    const bodies = [];
    let last = null;
    for (const row of shown.slice(from, to)) {
      if (!bodies.length || (grouped && row[at] !== last)) {
        bodies.push(make("tbody", []));
        if (grouped) bodies.at(-1).append(head(row[at], grouped, groups.get(row[at])));
      }
      bodies.at(-1).append(line(row, grouped));
      last = row[at];
    }
    table.querySelectorAll("tbody").forEach((old) => old.remove());
    table.append(...bodies);
    const kept = shown.length === rows.length ? "" : `, filtered from ${words.format(rows.length)}`;
    field("count").textContent = shown.length
      ? `${words.format(from + 1)} to ${words.format(to)} of ${words.format(shown.length)}${kept}`
      : `Nothing fits these filters${kept}.`;
  };

  const turn = (to) => {
    const pages = Math.max(1, Math.ceil(shown.length / size));
    page = Math.min(Math.max(to, 0), pages - 1);
    const start = page * size;
    const end = Math.min(start + size, shown.length);
    draw(start, end);
    field("pages").hidden = pages === 1;
    field("where").textContent = `Page ${words.format(page + 1)} of ${words.format(pages)}`;
    field("back").disabled = page === 0;
    field("on").disabled = page === pages - 1;
  };

  const texts = [];
  const text = (number) => {
    const row = rows[number];
    texts[number] ??= [row[SENTENCE], documents[row[DOCUMENT]], claims[row[CLAIM]][0], ...claims[row[CLAIM]][2].map((r) => `${r[0]} ${r[3] ?? ""}`)].join("\n").toLowerCase();
    return texts[number];
  };
  const orders = {
    kind: (a, b) => a.number - b.number,
    place: (a, b) => collator.compare(documents[a.row[DOCUMENT]], documents[b.row[DOCUMENT]]) || a.row[ORDINAL] - b.row[ORDINAL],
    claim: (a, b) => collator.compare(claims[a.row[CLAIM]][0], claims[b.row[CLAIM]][0]),
    probability: (a, b) => (a.row[PROBABILITY] ?? -1) - (b.row[PROBABILITY] ?? -1),
    since: (a, b) => (a.row[SINCE] < b.row[SINCE] ? -1 : a.row[SINCE] > b.row[SINCE] ? 1 : 0),
  };

  const refresh = () => {
    const wanted = new Set([...form.querySelectorAll("[name=kind]:checked")].map((box) => box.value));
    const sought = field("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const [relation, band, verdict, publisher, language] = ["relation", "band", "verdict", "publisher", "language"].map((id) => field(id).value);
    const fits = (row, number) =>
      (first || wanted.has(kinds[row[KIND]][0])) &&
      (!relation || relations[row[RELATION]][0] === relation) &&
      (!band || row[BAND] === band) &&
      (!language || row[LANGUAGE] === language) &&
      (!verdict || claims[row[CLAIM]][2].some((r) => r[1] === verdict)) &&
      (!publisher || claims[row[CLAIM]][2].some((r) => r[0] === publisher)) &&
      (!sought.length || sought.every((word) => text(number).includes(word)));
    const found = [];
    rows.forEach((row, number) => { if (fits(row, number)) found.push({ row, number }); });
    const sign = sort.down ? -1 : 1;
    found.sort((a, b) => sign * orders[sort.by](a, b) || a.number - b.number);
    const at = { document: DOCUMENT, claim: CLAIM }[field("group").value];
    if (at !== undefined) {
      groups = Map.groupBy(found.map((one) => one.row), (row) => row[at]);  // by the first of each
    }
    shown = at === undefined ? found.map((one) => one.row) : [...groups.values()].flat();
    turn(0);
  };

  const choices = (id, values) => {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    for (const value of [...counts.keys()].sort(collator.compare)) {
      const choice = make("option", value);
      choice.value = value;
      field(id).append(choice);
    }
    field(id).closest("p").hidden = counts.size < 2;
  };
  choices("band", rows.map((row) => row[BAND]));
  choices("language", rows.map((row) => row[LANGUAGE]).filter(Boolean));
  choices("publisher", claims.flatMap((claim) => claim[2].map((r) => r[0])));
  choices("verdict", claims.flatMap((claim) => claim[2].map((r) => r[1])));

  for (const header of table.querySelectorAll("[data-sort]")) {
    const button = make("button", header.textContent);
    button.type = "button";
    button.addEventListener("click", () => {
      const by = header.dataset.sort;
      sort = { by, down: sort.by === by ? !sort.down : by === "probability" || by === "since" };
      for (const other of table.querySelectorAll("[data-sort]")) other.removeAttribute("aria-sort");
      header.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
      refresh();
    });
    header.replaceChildren(button);
    if (header.dataset.sort === sort.by) header.setAttribute("aria-sort", "ascending");
  }
  let waiting = 0;
  const settle = () => { clearTimeout(waiting); waiting = 0; refresh(); };
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(settle, 120); });
  form.addEventListener("reset", () => setTimeout(refresh));
  form.addEventListener("submit", (event) => event.preventDefault());
  const step = (by) => { turn(page + by); field("count").scrollIntoView(); field("count").focus(); };
  field("back").addEventListener("click", () => step(-1));
  field("on").addEventListener("click", () => step(1));
  addEventListener("beforeprint", () => {
    if (waiting) settle();
    draw(0, Math.min(MOST_PRINTED, shown.length));
  });
  addEventListener("afterprint", () => turn(page));
  form.hidden = false;
  refresh();
})();
