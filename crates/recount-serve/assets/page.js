// What the pages do beyond what they show. Everything works without it.

// The report reader by keyboard: n and p (or j and k) go from figure to figure.
(() => {
  "use strict";
  const reader = document.querySelector("[data-reader]");
  if (!reader) return;
  const figures = [...reader.querySelectorAll("[data-figure]")];
  if (figures.length === 0) return;
  const said = document.getElementById("said");
  const keys = document.getElementById("keys");
  if (keys) keys.hidden = false;

  const current = () => {
    const at = document.activeElement;
    const own = figures.indexOf(at);
    if (own >= 0) return own;
    const card = at && at.closest ? at.closest(".card") : null;
    if (card) return figures.findIndex((figure) => figure.dataset.card === card.id);
    return figures.findIndex((figure) => figure.hasAttribute("data-current"));
  };

  const go = (step) => {
    const from = current();
    const to = from < 0 ? (step > 0 ? 0 : figures.length - 1) : from + step;
    if (to < 0 || to >= figures.length) {
      if (said) said.textContent = step > 0 ? "No figure after this one." : "No figure before this one.";
      return;
    }
    const figure = figures[to];
    for (const other of figures) other.removeAttribute("data-current");
    for (const other of reader.querySelectorAll(".card[data-current]")) other.removeAttribute("data-current");
    figure.setAttribute("data-current", "");
    figure.focus({ preventScroll: true });
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    figure.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
    const card = document.getElementById(figure.dataset.card);
    if (card) card.setAttribute("data-current", "");
    if (said) said.textContent = `Figure ${to + 1} of ${figures.length}: ${figure.textContent}, ${figure.title}`;
  };

  // Who comes from a count sees beside the text which figure it was.
  const arrive = () => {
    const figure = location.hash.startsWith("#at-") && figures.find((figure) => "#" + figure.id === location.hash);
    if (!figure) return;
    for (const other of reader.querySelectorAll("[data-current]")) other.removeAttribute("data-current");
    figure.setAttribute("data-current", "");
    const card = document.getElementById(figure.dataset.card);
    if (card) card.setAttribute("data-current", "");
  };
  arrive();
  window.addEventListener("hashchange", arrive);

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    go(step);
  });
})();

// The chart of a series: a card beside the point that the pointer or the focus is on.
(() => {
  "use strict";
  for (const chart of document.querySelectorAll("[data-chart]")) {
    const card = chart.querySelector("[data-card]");
    // Where there is no room for all of it, the latest days are in view.
    const drawing = chart.querySelector("[data-drawing]");
    drawing.scrollLeft = drawing.scrollWidth;
    const show = (event) => {
      const point = event.target instanceof Element && event.target.closest("a[data-row]");
      if (!point) return;
      card.textContent = point.getAttribute("aria-label");
      card.hidden = false;
      const [at, around] = [point.querySelector(".shape").getBoundingClientRect(), chart.getBoundingClientRect()];
      const left = at.x - around.x;
      const room = chart.clientWidth - card.offsetWidth - 4;
      card.style.left = `${Math.max(0, Math.min(left + 14, room))}px`;
      card.style.top = `${at.y - around.y + 16}px`;
    };
    const hide = () => { card.hidden = true; };
    chart.addEventListener("pointerover", show);
    chart.addEventListener("pointerout", hide);
    chart.addEventListener("focusin", show);
    chart.addEventListener("focusout", hide);
    chart.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  }
})();

// The queue of the review by keyboard: n and p go from figure to figure, a accepts, r rejects, c corrects.
(() => {
  "use strict";
  const queue = document.querySelector("[data-review]");
  if (!queue) return;
  const cards = [...queue.querySelectorAll(".queued")];
  const keys = document.getElementById("review-keys");
  if (keys) keys.hidden = false;
  let at = 0;
  const go = (to) => {
    if (to < 0 || to >= cards.length) return;
    for (const card of cards) card.removeAttribute("data-current");
    at = to;
    cards[at].setAttribute("data-current", "");
  };
  go(0);
  queue.addEventListener("focusin", (event) => {
    const card = event.target instanceof Element && event.target.closest(".queued");
    if (card) go(cards.indexOf(card));
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    const act = ["a", "r", "c"].includes(event.key) && cards[at].querySelector(`[data-key="${event.key}"]`);
    if (!step && !act) return;
    event.preventDefault();
    if (act) {
      act.click();
      return;
    }
    const beyond = at + step < 0 ? "prev" : at + step >= cards.length ? "next" : "";
    if (beyond) {
      const link = document.querySelector(`.pager a[rel="${beyond}"]`);
      if (link) link.click();
      return;
    }
    go(at + step);
    cards[at].focus({ preventScroll: true });
    cards[at].scrollIntoView({ block: "nearest" });
  });
})();

// Files are dropped on their form, folders with all below them; the form is then sent as if they had been chosen.
(() => {
  "use strict";
  const form = document.querySelector("[data-drop]");
  if (!form || !window.DataTransfer) return;
  const input = form.querySelector("input[type=file]");
  const refused = form.querySelector("[data-refused]");
  form.classList.add("ready");
  form.querySelector(".drop-here").hidden = false;

  const most = Number(form.dataset.most) * 1024 * 1024;
  const fits = () => {
    const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
    refused.hidden = size < most;
    refused.textContent = refused.hidden ? ""
      : `These files have ${Math.round(size / 1048576)} MB together; ${form.dataset.most} MB go in one go. Choose fewer, or use recount add.`;
    return refused.hidden;
  };
  input.addEventListener("change", fits);
  form.addEventListener("submit", (event) => {
    if (!fits()) event.preventDefault();
  });

  const listed = (folder) => new Promise((done, failed) => {
    const reader = folder.createReader();
    const all = [];
    const more = () => reader.readEntries((some) => {
      if (some.length === 0) return done(all);
      all.push(...some);
      more();
    }, failed);
    more();
  });
  const below = async (entry) => {
    if (entry.name.startsWith(".")) return [];
    if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
    const entries = await listed(entry);
    return (await Promise.all(entries.map(below))).flat();
  };
  const dropped = async (transfer) => {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    return entries.length === 0 ? [...transfer.files] : (await Promise.all(entries.map(below))).flat();
  };

  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  };
  document.addEventListener("dragenter", over);
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) form.classList.remove("over");
  });
  document.addEventListener("drop", async (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    form.classList.remove("over");
    try {
      const carrier = new DataTransfer();
      for (const file of await dropped(event.dataTransfer)) carrier.items.add(file);
      if (carrier.files.length === 0) return;
      input.files = carrier.files;
      if (fits()) form.requestSubmit();
    } catch {
      refused.hidden = false;
      refused.textContent = "The browser could not read what was dropped. Choose the files instead.";
    }
  });
})();

// How far reading has got, asked until it has ended.
(() => {
  "use strict";
  const adding = document.querySelector("[data-adding]");
  if (!adding) return;
  const told = adding.querySelector("[data-told]");
  const far = adding.querySelector("progress");
  const ask = async () => {
    try {
      const answer = await (await fetch(adding.dataset.adding)).json();
      if (answer.has_ended) return location.reload();
      if (told.textContent !== answer.told) told.textContent = answer.told;
      far.value = answer.done;
    } catch {
      told.textContent = "The server does not answer. Load the page again to see how far it is.";
    }
    setTimeout(ask, 500);
  };
  setTimeout(ask, 300);
})();
