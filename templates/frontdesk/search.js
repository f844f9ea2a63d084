"use strict";
// Filters what is on the page and puts the best first: without it, the page is the whole list.
(() => {
  const form = document.getElementById("finder");
  const box = document.getElementById("search");
  const found = document.getElementById("found");
  const section = document.getElementById("hits");
  const results = document.getElementById("results");
  const old = document.getElementById("retired");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const spaced = (text) => ` ${fold(text).replace(/[^\p{L}\p{N}]+/gu, " ")}`;
  const asCode = (text) => text.toUpperCase().replace(/[-\s]/g, "").replace(/[IL]/g, "1").replace(/O/g, "0");
  const CODE_LENGTH = 9;
  const LEAST_OF_A_CODE = 3;

  const entries = [...document.querySelectorAll("[data-entry]")].map((item) => ({
    item,
    home: item.parentElement,
    place: item.nextElementSibling,
    title: spaced(item.querySelector("h3").textContent),
    words: fold([
      item.querySelector(".what").textContent,
      item.dataset.entry,
      item.closest("[data-group]").querySelector("h2").textContent,
    ].join(" ")),
    code: item.dataset.code,
    instead: item.dataset.instead,
    links: [...item.querySelectorAll(".links a")].map((link) => ({
      item: link.parentElement,
      words: fold(link.textContent.split(":")[0]),
    })),
  }));

  const byId = new Map(entries.filter((entry) => entry.item.id).map((entry) => [entry.item.id, entry]));

  const fits = (entry, word, code) =>
    entry.words.includes(word) || (code.length >= LEAST_OF_A_CODE && entry.code.includes(code));

  // Words of the leaflet find it; a word that only its links have ("large") keeps those links.
  // `rank` is 0 where the title's own words begin like this, 1 for anything else.
  const look = (entry, words, whole) => {
    if (whole.length === CODE_LENGTH && entry.code === whole) return { rank: 0, links: entry.links };
    const left = words.filter((word) => !fits(entry, word, asCode(word)));
    const links = entry.links.filter((link) => left.every((word) => link.words.includes(word)));
    if (left.length && !links.length) return null;
    const titled = words.every((word) => left.includes(word) || entry.title.includes(` ${word}`));
    return { rank: titled ? 0 : 1, links };
  };

  const show = () => {
    const typed = box.value.replace(/^.*#leaflet=/i, "").trim();
    const words = fold(typed).split(/\s+/).filter(Boolean);
    const whole = asCode(typed);
    const hits = new Map();
    for (const entry of entries) {
      const hit = look(entry, words, whole);
      if (hit) hits.set(entry, hit);
    }
    // What is found among the old leaflets brings along what is handed out instead.
    for (const entry of words.length ? [...hits.keys()] : []) {
      const current = entry.instead && byId.get(entry.instead);
      if (current && !hits.has(current)) hits.set(current, { rank: 1, links: current.links });
    }
    // Backwards, so that the one that an entry stood before is at home again when it is put there.
    for (const entry of [...entries].reverse()) {
      const hit = hits.get(entry);
      if (entry.item.parentElement !== entry.home) entry.home.insertBefore(entry.item, entry.place);
      if (entry.item.hidden === Boolean(hit)) entry.item.hidden = !hit;
      if (hit) for (const link of entry.links) link.item.hidden = !hit.links.includes(link);
    }
    const listed = entries.filter((entry) => entry.links.length && hits.has(entry));
    if (words.length) {
      const best = [...listed].sort((one, other) => hits.get(one).rank - hits.get(other).rank);
      results.append(...best.map((entry) => entry.item));
    }
    for (const group of document.querySelectorAll("[data-group]"))
      group.hidden = !group.querySelector("[data-entry]:not([hidden])");
    if (old) old.open = words.length > 0 && !old.hidden;
    const past = entries.find((entry) => !entry.links.length && entry.code === whole);
    found.classList.toggle("old", Boolean(past));
    found.textContent = !words.length ? ""
      : past ? past.item.querySelector(".why").textContent
        : hits.size ? found.dataset.found.replace("{count}", listed.length)
          : found.dataset.nothing;
    section.hidden = !words.length || !listed.length;
    section.querySelector("h2").textContent = found.textContent;
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const first = results.querySelector(".links li:not([hidden]) a");
    first?.click();
  });
  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    box.value = "";
    show();
  });
  form.hidden = document.getElementById("hint").hidden = false;
  show();
  box.focus({ preventScroll: true });
})();
