// Reports brought on the page of an empty workspace: node add.mjs ADDRESS CHROMIUM SCREENSHOTS PDF. Run by tools/drive_page.
//
// Drops a PDF with another file that is none, pastes words, chooses a file without any script, and sees what was read and what was set aside.
import { readFileSync } from "node:fs";
import assert from "node:assert/strict";
import { start } from "./browser.mjs";

const [address, chromium, screenshots, pdf] = process.argv.slice(2);
const { open, look, everywhere, finish } = await start(address, chromium, screenshots);

// Until it is told that all of it was read.
const read = async (page) => {
  await page.waitForFunction(() => document.querySelector(".modes a.button") !== null, { timeout: 60000 });
  return page.$eval("h1", (heading) => heading.textContent);
};

await everywhere("empty", "/");
{
  const page = await open();
  await page.goto(`${address}/`);
  assert.equal(await page.$eval("h1", (heading) => heading.textContent), "Nothing here yet");
  // What a browser does where somebody lets go of files over the page.
  const content = readFileSync(pdf).toString("base64");
  await Promise.all([page.waitForNavigation(), page.evaluate((content) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    const carried = new DataTransfer();
    carried.items.add(new File([bytes], "sitrep.pdf", { type: "application/pdf" }));
    carried.items.add(new File(["%PDF-1.4 cut off"], "broken.pdf", { type: "application/pdf" }));
    const form = document.querySelector("[data-drop]");
    form.dispatchEvent(new DragEvent("dragenter", { bubbles: true, cancelable: true, dataTransfer: carried }));
    if (!form.classList.contains("over")) throw new Error("the form does not say that it takes files");
    form.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: carried }));
  }, content)]);
  assert.match(page.url(), /[/]add[/][0-9]+$/);
  assert.equal(await read(page), "1 report read");
  assert.match(await page.$eval("table", (table) => table.textContent), /broken.pdf.*expected a whole PDF/s);
  const job = page.url().slice(address.length);
  await look(page, "added", "light");
  await Promise.all([page.waitForNavigation(), page.click("td + td, tbody th a")]);
  assert.match(page.url(), /[/]reports[/]sitrep$/);
  assert.ok((await page.$$("[data-figure]")).length > 5);
  console.log("add: a PDF is dropped and read, what is broken set aside with its reason");

  // A figure's page of the PDF beside the text, and the page of another by a click.
  const [link] = await page.$$eval(".card dd a[href*=beside]", (links) => links.map((link) => link.href).filter((href) => href.includes("beside=2")));
  await page.goto(link);
  const shown = () => page.frames().map((frame) => frame.url()).filter((url) => url.includes("/original?page="));
  assert.ok(shown().some((url) => url.includes("#page=2")), `${shown()}`);
  await new Promise((done) => setTimeout(done, 1500));
  await page.setViewport({ width: 1400, height: 900 });
  await page.screenshot({ path: `${screenshots}/pdf-beside.png` });
  await page.click("[data-figure][href*='page=1']");
  await page.waitForFunction(() => true);
  await new Promise((done) => setTimeout(done, 1500));
  assert.ok(shown().some((url) => url.includes("#page=1")), `${shown()}`);
  const got = await page.evaluate(async () => {
    const answer = await fetch(document.querySelector("a[href$='/original']").href);
    return [answer.headers.get("content-type"), (await answer.arrayBuffer()).byteLength];
  });
  assert.deepEqual(got, ["application/pdf", readFileSync(pdf).length]);
  console.log("original: the page of a PDF stands beside the text, and turns to the figure that is clicked");

  await page.goto(`${address}/add`);
  await page.type("#b-text", "At least 12 people were killed in Mocuba on Monday, the mayor said.");
  await page.type("#b-day", "soon");
  await Promise.all([page.waitForNavigation(), page.click("form:has(#b-text) button")]);
  assert.match(await page.$eval(".refused", (told) => told.textContent), /expected a day/);
  await page.$eval("#b-day", (field) => { field.value = "3 November 2025"; });
  await Promise.all([page.waitForNavigation(), page.click("form:has(#b-text) button")]);
  assert.equal(await read(page), "1 report read");
  console.log("add: words are pasted, with a day as people write it");
  await page.close();
  for (const [name, path] of [["add", "/add"], ["adding", job], ["pdf", "/reports/sitrep?beside=2"]]) await everywhere(name, path);
}

{
  const page = await open();
  await page.setJavaScriptEnabled(false);
  await page.goto(`${address}/add`);
  const chooser = await page.$("#b-file");
  await chooser.uploadFile(pdf);
  await Promise.all([page.waitForNavigation(), page.click("form:has(#b-file) button")]);
  // The page asks again by itself until all is read.
  for (let tries = 0; tries < 100 && !(await page.$(".modes a.button")); tries += 1) await new Promise((done) => setTimeout(done, 200));
  assert.match(await page.$eval("#main", (main) => main.textContent), /was here already/);
  console.log("add: a file is chosen without any script");
  await page.close();
}
await finish("drive_page: reports come in");
