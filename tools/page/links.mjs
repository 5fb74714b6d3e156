// Whether the links of the file that `recount report` writes rest where they lead: node links.mjs CHROMIUM FILE... Run by tools/drive_page.
//
// With the motion that a browser has by default, goes to each of 24 links spread over the page, follows it, waits until nothing moves any
// more, and asks whether the target stands in view; then opens the page at its parts. Tries what the page's own script does, too.
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer from "puppeteer-core";

const [chromium, ...files] = process.argv.slice(2);
const LINKS = 24;
const MOST = 2_000_000;
const browser = await puppeteer.launch({
  executablePath: chromium,
  args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-dev-shm-usage"],
});
let failures = 0;
const fail = (words) => {
  failures += 1;
  console.error(`links: ${words}`);
};

// Until the page has stood still for some frames.
async function rest(page) {
  await page.evaluate(() => new Promise((done) => {
    let [last, still] = [scrollY, 0];
    const look = () => {
      still = scrollY === last ? still + 1 : 0;
      last = scrollY;
      if (still > 12) done();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }));
}

// How far the target of the page's address stands from the view; 0 in view.
const missed = (page) => page.evaluate(() => {
  const target = document.getElementById(location.hash.slice(1));
  if (!target) return Infinity;
  const { top, bottom } = target.getBoundingClientRect();
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
  if (top >= -1 && (top < innerHeight * 0.6 || (atEnd && top < innerHeight))) return 0;
  return top < 0 ? (bottom > innerHeight && top > -2 ? 0 : top) : top - innerHeight;
});

for (const file of files) {
  const address = pathToFileURL(resolve(file)).href;
  const page = await browser.newPage();
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) fail(`${file} asks for ${request.url()}`);
  });
  page.on("pageerror", (error) => fail(`${file}: ${error.message}`));
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  const all = await page.$$eval("a[href^='#']", (links) =>
    links.flatMap((link, at) => (link.getClientRects().length > 0 && !link.classList.contains("skip") ? [at] : [])));
  const step = Math.max(1, all.length / LINKS);
  const chosen = [...new Set(Array.from({ length: LINKS }, (_, at) => all[Math.min(all.length - 1, Math.floor(at * step))]))];
  let good = 0;
  for (const at of chosen) {
    const href = await page.evaluate((at) => {
      const link = document.querySelectorAll("a[href^='#']")[at];
      link.scrollIntoView({ block: "center", behavior: "instant" });
      link.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
      return link.getAttribute("href");
    }, at);
    await rest(page);
    const off = await missed(page);
    if (off === 0) good += 1;
    else fail(`${file}: ${href} rests ${Math.round(off)} px off`);
  }
  if (chosen.length < LINKS) fail(`${file}: ${chosen.length} links, expected ${LINKS}`);
  let parts = 0;
  for (const part of ["#counts", "#timeline", "#reports"]) {
    const fresh = await browser.newPage();
    await fresh.setViewport({ width: 1280, height: 900 });
    await fresh.goto(address + part);
    await rest(fresh);
    const off = await missed(fresh);
    if (off === 0) parts += 1;
    else fail(`${file}: opened at ${part}, ${Math.round(off)} px off`);
    await fresh.close();
  }
  await narrowed(page, file);
  const bytes = statSync(file).size;
  if (bytes > MOST) fail(`${file}: ${bytes} bytes`);
  console.log(`links: ${good} of ${chosen.length} links and ${parts} of 3 parts rest on target in ${file}, ${Math.round(bytes / 1000)} kB`);
  await page.close();
}

// Words narrow, another order sorts, and a link that leads to what is hidden shows it again.
async function narrowed(page, file) {
  const shown = () => page.$$eval("#counts article.count", (all) => all.filter((one) => one.getClientRects().length > 0).map((one) => one.id));
  const whole = await shown();
  if (whole.length < 2) return;
  await page.select("#find-order", "number");
  const numbers = await page.$$eval("#counts section.measure", (all) =>
    all.map((section) => [...section.querySelectorAll("article.count")].map((one) => Number(one.dataset.number))));
  if (numbers.some((row) => row.some((number, at) => at > 0 && number > row[at - 1]))) fail(`${file}: the highest number is not first`);
  await page.type("#find-words", "zzzz");
  if ((await shown()).length > 0 || !/No count is like that/.test(await page.$eval("#find-said", (said) => said.textContent))) {
    fail(`${file}: words that stand nowhere find something`);
  }
  await page.evaluate((id) => { location.hash = ""; location.hash = id; }, whole[whole.length - 1]);
  await rest(page);
  if ((await shown()).length !== whole.length || (await missed(page)) !== 0) fail(`${file}: a link to what is hidden misses`);
}

await browser.close();
if (failures > 0) process.exit(1);
