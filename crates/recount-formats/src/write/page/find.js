// Finds, narrows and sorts the counts of this page. Without it every one of them stands there all the same.
(() => {
  "use strict";
  const bar = document.getElementById("find");
  const counts = [...document.querySelectorAll("#counts article.count")];
  if (!bar || counts.length < 2) return;
  const [words, measure, order] = ["find-words", "find-measure", "find-order"].map((id) => document.getElementById(id));
  const said = document.getElementById("find-said");
  const sections = [...document.querySelectorAll("#counts section.measure")];
  const parent = sections[0].parentElement;
  const whole = counts.map((count) => ({
    count, section: count.parentElement, label: count.parentElement.querySelector("h3").textContent,
    text: count.textContent.toLowerCase(),
  }));
  for (const label of new Set(whole.map((one) => one.label))) measure.add(new Option(label, label));

  const narrow = () => {
    const asked = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const one of whole) {
      const fits = (!measure.value || one.label === measure.value) && asked.every((word) => one.text.includes(word));
      one.count.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    for (const section of sections) section.hidden = !section.querySelector("article.count:not([hidden])");
    const loosen = [asked.length > 0 && "take words away", measure.value && "ask for all measures"].filter(Boolean).join(" or ");
    said.textContent = shown > 0 ? `${shown} of ${whole.length} counts.` : `No count is like that: ${loosen}.`;
  };

  const value = (one, key) => one.count.dataset[key] ?? "";
  const compare = {
    given: () => 0,
    number: (a, b) => Number(value(b, "number")) - Number(value(a, "number")),
    accounts: (a, b) => Number(value(b, "accounts")) - Number(value(a, "accounts")),
    latest: (a, b) => value(b, "day").localeCompare(value(a, "day")),
  };
  const sort = () => {
    const sorted = [...whole].sort(compare[order.value]);
    const firsts = new Set(sorted.map((one) => one.section));
    for (const section of firsts) parent.append(section);
    for (const one of sorted) one.section.append(one.count);
  };

  // A link that leads to what is hidden shows it again.
  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (!target || !target.closest("#counts [hidden]")) return;
    words.value = measure.value = "";
    narrow();
    target.scrollIntoView();
  };

  words.addEventListener("input", narrow);
  measure.addEventListener("change", narrow);
  order.addEventListener("change", sort);
  window.addEventListener("hashchange", reveal);
  bar.hidden = false;
  narrow();
})();
