// What a person does with the page, done in Chromium: node drive.mjs ADDRESS CHROMIUM SCREENSHOTS. Run by tools/drive_page.
//
// Opens the exercise, filters a series, reads its chart's values from the table beside it, opens a report, steps through its figures
// by keyboard, corrects one, takes that back, exports; asks axe-core of every page in light and dark, wide and narrow; and sees that a report
// full of markup runs nothing and that no page asks anything of another host.
import { join } from "node:path";
import assert from "node:assert/strict";
import { start } from "./browser.mjs";

const [address, chromium, screenshots] = process.argv.slice(2);
const { open, look, examine, everywhere, finish } = await start(address, chromium, screenshots);

const pages = [
  ["counts", "/"], ["counts-asked", "/?measure=killed&country=MOZ"], ["series", "/series/killed-at-MOZ"],
  ["changes", "/changes?since=2027-02-09"], ["as of a day", "/?at=2027-02-12"], ["timeline", "/timeline"], ["map", "/map?measure=killed"], ["reports", "/reports"], ["disputes", "/disputes"], ["queue", "/review"], ["queue-of-one", "/review?report=02-wire"], ["reader", "/reports/02-wire"], ["findings", "/findings"],
  ["origins", "/origins"], ["sources", "/sources"], ["search", "/search?q=governor"], ["log", "/log"], ["words", "/glossary"], ["exports", "/exports"],
  ["hostile", "/reports/hostile"], ["around", "/reports/around"], ["missing", "/nothing"],
];

// A person's way through it.
{
  const page = await open();
  await page.goto(`${address}/`);
  await page.select("#f-measure", "killed");
  await Promise.all([page.waitForNavigation(), page.click(".filter button")]);
  assert.match(page.url(), /measure=killed/);
  // The count that most accounts tell of: its chart has most to show.
  const told = await page.$$eval("tr:not(.measure):has(.subject)", (all) =>
    all.map((row) => Number(row.cells[2].textContent.match(/^([0-9]+) account/)[1])));
  assert.ok(told.length >= 3, `counts of killed: ${told}`);
  const counts = await page.$$("tr:not(.measure) .subject a");
  await Promise.all([page.waitForNavigation(), counts[told.indexOf(Math.max(...told))].click()]);

  const rows = await page.$$eval("#accounts tbody tr", (all) =>
    all.map((row) => ({ row: row.dataset.row, cells: [...row.cells].map((cell) => cell.textContent.trim()) })));
  const points = await page.$$eval("svg.series a[data-row]", (all) =>
    all.map((point) => ({ row: point.dataset.row, title: point.querySelector("title").textContent, y: point.getBoundingClientRect().y })));
  assert.ok(rows.length >= 2 && points.length === rows.length, `${points.length} points, ${rows.length} rows`);
  for (const point of points) {
    const row = rows.find((row) => row.row === point.row);
    const words = row.cells[3].split("“")[0];
    assert.ok(point.title.includes(row.cells[0]), `${point.title} is of ${row.cells[0]}`);
    assert.ok(words.startsWith(point.title.split(": ")[1].split(",")[0]), `${point.title} is ${words}`);
  }
  // What stands higher in the table's numbers stands higher in the chart.
  const value = (row) => Number((row.cells[1] === "open" ? row.cells[2] : row.cells[1]).replaceAll(",", ""));
  const high = (number) => points.find((point) => point.row === rows.find((row) => value(row) === number).row).y;
  const values = rows.map(value);
  assert.ok(high(Math.max(...values)) < high(Math.min(...values)), "the greatest number stands highest");
  console.log(`series: ${points.length} points agree with the table`);
  // A point is reached by keyboard, tells itself on a card, and leads to its row.
  await page.focus("[data-drawing]");
  await page.keyboard.press("Tab");
  const shown = await page.$eval("[data-card]", (card) => (card.hidden ? "" : card.textContent));
  assert.ok(points.some((point) => point.title === shown), `the card says ${shown}`);
  const aim = await page.evaluate(() => document.activeElement.getAttribute("href"));
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.querySelector("tr:target").id), aim.slice(1));

  // A circle of the map is reached by keyboard, says its place and number, and leads to its count.
  await page.goto(`${address}/map?measure=killed`);
  const circles = await page.$$eval("svg.map a.spot", (all) => all.map((spot) => spot.getAttribute("aria-label")));
  const places = await page.$$eval("#places tbody tr", (all) => all.map((row) => row.cells[0].textContent));
  assert.ok(circles.length >= 4 && circles.length <= places.length, `${circles.length} circles, ${places.length} places`);
  await page.focus("#main .how-many a:last-of-type");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), circles[0]);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  assert.match(page.url(), /\/series\//);
  console.log(`map: ${circles.length} circles by keyboard`);

  await page.goto(`${address}/reports/02-wire`);
  const figures = await page.$$eval("[data-figure]", (all) => all.length);
  const seen = [];
  for (let step = 0; step < figures; step += 1) {
    await page.keyboard.press("n");
    seen.push(await page.evaluate(() => [document.activeElement.textContent, document.getElementById("said").textContent]));
  }
  assert.equal(new Set(seen.map(([, said]) => said)).size, figures, "each step says another figure");
  assert.ok(seen.every(([words, said]) => said.includes(words)), "what has the focus is what is said");
  await page.keyboard.press("n");
  assert.equal(await page.$eval("#said", (said) => said.textContent), "No figure after this one.");
  await page.keyboard.press("p");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), seen[figures - 2][0]);
  console.log(`reader: ${figures} figures by keyboard`);

  const card = "[data-reader] .card:nth-of-type(3)";
  const before = await page.$eval(`${card} dl`, (facts) => facts.textContent);
  await page.click(`${card} summary`);
  await page.type(`${card} [name=reason]`, "The second wire of the day says fifteen");
  await page.select(`${card} [name=field]`, "low");
  await page.type(`${card} [name=value]`, "15");
  await look(page, "review", "light");
  await Promise.all([page.waitForNavigation(), page.click(`${card} button[value=correct]`)]);
  assert.match(await page.$eval(".done", (done) => done.textContent), /corrected low to “15”/);
  const corrected = await page.$eval(`${card} dl`, (facts) => facts.textContent);
  assert.ok(corrected !== before && corrected.includes("15"), corrected);
  await examine(page, "corrected", "light");
  await look(page, "corrected", "light");
  await Promise.all([page.waitForNavigation(), page.click(".done button")]);
  assert.equal(await page.$eval(`${card} dl`, (facts) => facts.textContent), before);
  const log = await (await fetch(`${address}/log.json`)).json();
  assert.deepEqual(log.rows.map((row) => [row.act, row.undone]), [["undo", false], ["correct", true]]);
  console.log("review: corrected, taken back, both in the log");

  // Who was here on an earlier day is led to what came in since, and the map stands as of a day.
  const days = { name: "recount_days", value: "2026-01-05", url: address };
  await page.setCookie(days);
  await page.goto(`${address}/`);
  await Promise.all([page.waitForNavigation(), page.click("a.visit")]);
  assert.match(page.url(), /[/]changes[?]added=2026-01-05/);
  assert.ok((await page.$$(".shifts tbody tr")).length > 5, "all of it came in since");
  await examine(page, "since the last visit", "light");
  await page.deleteCookie(days);
  await page.goto(`${address}/?at=2027-02-12`);
  await Promise.all([page.waitForNavigation(), page.click(".chips a[href^='/map']")]);
  assert.match(await page.$eval("h1", (heading) => heading.textContent), /as of 12 February 2027/);
  console.log("since the last visit, and the map as of a day");
  await page.goto(`${address}/reports/02-wire`);

  const csv = await page.evaluate(async () => (await fetch(document.querySelector("a[type='text/csv']").href)).text());
  assert.ok(csv.split("\n").length > figures, "the report's figures as CSV");
  await page.goto(`${address}/exports`);
  const files = await page.$$eval("a[download]", (links) => links.map((link) => link.href));
  for (const file of files) {
    const [status, size] = await page.evaluate(async (file) => {
      const answer = await fetch(file);
      return [answer.status, (await answer.arrayBuffer()).byteLength];
    }, file);
    assert.ok(status === 200 && size > 20, `${file}: ${status}, ${size} bytes`);
  }
  console.log(`export: the report's figures as CSV, and ${files.length} forms of all figures`);
  await page.close();
}

// A dispute is answered and gone, and comes back; the queue is gone through by keyboard; a form says what it does not understand; series are
// put together and accounts set apart; reports get their day; the page is saved as one file.
{
  const page = await open();
  await page.goto(`${address}/disputes`);
  const questions = () => page.$$eval(".dispute", (all) => all.length);
  const before = await questions();
  assert.ok(before > 0, "the exercise has disputes");
  await look(page, "disputes-work", "light");
  for (const answer of ["take", "other_thing"]) {
    await Promise.all([page.waitForNavigation(), page.click(`.dispute button[value=${answer}]`)]);
    assert.ok((await questions()) < before, `${answer} takes the question away`);
    await Promise.all([page.waitForNavigation(), page.click(".done button")]);
    assert.equal(await questions(), before);
  }
  console.log(`disputes: ${before} questions, answered and taken back`);

  await page.goto(`${address}/review`);
  const done = async () => Number((await page.$eval(".progress b", (told) => told.textContent)).match(/^([0-9]+) of/)[1]);
  assert.equal(await done(), 0);
  await page.keyboard.press("n");
  await page.keyboard.press("p");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("a")]);
  assert.equal(await done(), 1);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("r")]);
  assert.equal(await done(), 2);
  await Promise.all([page.waitForNavigation(), page.click(".done button")]);
  assert.equal(await done(), 1);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("c")]);
  assert.match(page.url(), /[/]review[/]/);
  const write = async (name, words) => {
    await page.$eval(`[name=${name}]`, (field) => { field.value = ""; });
    await page.type(`[name=${name}]`, words);
  };
  await write("low", "many");
  await write("period", "14 February 2027");
  await Promise.all([page.waitForNavigation(), page.click(".correct button")]);
  assert.match(await page.$eval("p.wrong", (field) => field.textContent), /expected a whole number/);
  assert.equal(await page.$eval("[name=period]", (field) => field.value), "14 February 2027");
  await examine(page, "form", "light");
  await look(page, "form", "light");
  await write("low", "1,200");
  await write("high", "");
  await Promise.all([page.waitForNavigation(), page.click(".correct button")]);
  assert.match(await page.$eval(".done", (told) => told.textContent), /decisions are kept/);
  await Promise.all([page.waitForNavigation(), page.click(".done button")]);
  console.log("queue: accepted, rejected and corrected by keyboard, taken back");

  const counts = await (await fetch(`${address}/counts.json`)).json();
  const of = (measure) => [...new Set(counts.rows.filter((row) => row.measure === measure && row.status === "reported").map((row) => row.series))];
  const measure = counts.rows.map((row) => row.measure).find((measure) => of(measure).length > 1);
  await page.goto(`${address}/series/${of(measure)[0]}`);
  const accounts = () => page.$$eval("#accounts tbody tr", (all) => all.length);
  const told = await accounts();
  await page.click(".merge summary");
  await page.click(".merge input[type=checkbox]");
  await Promise.all([page.waitForNavigation(), page.click(".merge button")]);
  assert.ok((await accounts()) > told, "what was ticked stands here now");
  await look(page, "merged", "light");
  await Promise.all([page.waitForNavigation(), page.click(".done button")]);
  assert.equal(await accounts(), told);
  console.log("series: put together, and parted again");

  await page.goto(`${address}/reports`);
  await page.click(".tick");
  await page.type("#s-day", "1 March 2027");
  await Promise.all([page.waitForNavigation(), page.click("#said button")]);
  assert.match(await page.$eval(".done", (told) => told.textContent), /corrected the day of a report to “2027-03-01”/);
  await Promise.all([page.waitForNavigation(), page.click(".done button")]);
  await page.goto(`${address}/`);
  const saved = await page.$eval(".save a", (link) => link.href);
  const file = await page.evaluate(async (saved) => (await fetch(saved)).text(), saved);
  assert.match(file, /Carries the [0-9]+ decisions/);
  console.log(`save: ${Math.round(file.length / 1000)} kB with the decisions`);
  await page.close();
}

// What is no part of a report is shown, and told apart from it.
{
  const page = await open();
  await page.goto(`${address}/reports/around`);
  const apart = await page.$$eval(".text .apart", (all) => all.map((it) => ({
    words: it.textContent, title: it.title, says: it.getAttribute("aria-label"), role: it.getAttribute("role"),
    colour: getComputedStyle(it).color, ink: getComputedStyle(it.parentElement).color, figures: it.querySelectorAll("[data-figure]").length,
  })));
  assert.deepEqual(apart.map((it) => it.words.split(" ").slice(0, 3).join(" ")), ["We use cookies", "(AFP/File)", "Sign up for"]);
  for (const it of apart) {
    assert.match(it.title, /^Not counted: [a-z ]+$/);
    assert.ok(it.says === it.title && it.role === "note" && it.colour !== it.ink && it.figures === 0, JSON.stringify(it));
  }
  assert.match(await page.$eval(".marks-legend", (legend) => legend.textContent), /not counted/);
  assert.deepEqual(await page.$$eval("[data-figure]", (all) => all.map((it) => it.textContent)), ["Some 300"]);
  await page.goto(`${address}/reports/02-wire`);
  assert.ok(!(await page.$eval(".marks-legend", (legend) => legend.textContent)).includes("not counted"), "nothing stands apart here");
  console.log(`reader: ${apart.length} stretches told apart that are not counted`);
  await page.close();
}

// Every page, in light and dark, wide and narrow.
let slight = 0;
for (const [name, path] of pages) slight += await everywhere(name, path);
console.log(`axe: ${pages.length} pages in light, dark and narrow; ${slight} slight remarks`);

// Without scripts all of it still stands there.
{
  const page = await open();
  await page.setJavaScriptEnabled(false);
  await page.goto(`${address}/reports/02-wire`);
  assert.ok((await page.$$("[data-figure]")).length > 3 && (await page.$$(".card form")).length > 3);
  await page.emulateMediaType("print");
  await page.screenshot({ path: join(screenshots, "reader-print.png"), fullPage: true });
  await page.close();
}

await finish("drive_page: all of it holds");
