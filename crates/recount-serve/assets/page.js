// Adds to the report reader what the keyboard can do: n and p (or j and k) go from figure to figure. Everything works without it.
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
    if (card) return figures.findIndex((figure) => figure.getAttribute("href") === "#" + card.id);
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
    const card = document.getElementById(figure.getAttribute("href").slice(1));
    if (card) card.setAttribute("data-current", "");
    if (said) said.textContent = `Figure ${to + 1} of ${figures.length}: ${figure.textContent}, ${figure.title}`;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input, textarea, select")) return;
    const step = { n: 1, j: 1, p: -1, k: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    go(step);
  });
})();
