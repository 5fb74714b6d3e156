// Chromium as the drivers use it: pages that report what they should not do, screenshots, and what axe-core finds.
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function start(address, chromium, screenshots) {
  mkdirSync(screenshots, { recursive: true });
  const browser = await puppeteer.launch({
    executablePath: chromium,
    args: [
      "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--force-color-profile=srgb",
    ],
  });
  let failures = 0;
  const fail = (words) => {
    failures += 1;
    console.error(`drive_page: ${words}`);
  };

  async function open() {
    const page = await browser.newPage();
    // Chromium's own tools may look into the page; the page's policy still holds for what the page itself runs.
    page.on("request", (request) => {
      const url = new URL(request.url());
      // Its viewer of PDF files is a part of the browser.
      if (!["data:", "chrome-extension:", "chrome:"].includes(url.protocol) && url.origin !== address) fail(`asks elsewhere: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 500) fail(`${response.status()} at ${response.url()}`);
    });
    page.on("pageerror", (error) => fail(`script error: ${error.message}`));
    page.on("dialog", async (dialog) => {
      fail(`a dialog: ${dialog.message()}`);
      await dialog.dismiss();
    });
    await page.setViewport({ width: 1280, height: 900 });
    return page;
  }

  async function look(page, name, theme) {
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: theme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
    await page.screenshot({ path: join(screenshots, `${name}-${theme}.png`), fullPage: true, captureBeyondViewport: true });
  }

  // Serious and critical violations of WCAG 2.2 A and AA; how many slight ones there are.
  async function examine(page, name, theme) {
    await page.evaluate(axe);
    const found = await page.evaluate(() =>
      axe.run(document, { iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    const grave = found.violations.filter((it) => it.impact === "serious" || it.impact === "critical");
    for (const it of grave) {
      const where = it.nodes.slice(0, 3).map((node) => `${node.target.join(" ")}: ${node.failureSummary.split("\n").slice(1).join("; ")}`);
      fail(`axe, ${name} (${theme}): ${it.id}, ${it.help}\n    ${where.join("\n    ")}`);
    }
    return found.violations.length - grave.length;
  }

  // Light, dark and narrow, each with a picture and what axe-core finds; how many slight remarks there are.
  async function everywhere(name, path) {
    let slight = 0;
    const page = await open();
    for (const theme of ["light", "dark"]) {
      await page.goto(address + path);
      await look(page, name, theme);
      slight += await examine(page, name, theme);
    }
    await page.setViewport({ width: 390, height: 844, isMobile: true });
    await page.goto(address + path);
    await look(page, `${name}-narrow`, "light");
    slight += await examine(page, `${name}, narrow`, "light");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 1) fail(`${name} is ${wide} px wider than a telephone`);
    if ((await page.title()) === "ran") fail(`${name}: a report's script ran`);
    await page.close();
    return slight;
  }

  // Ends it, and the process where something failed.
  async function finish(words) {
    await browser.close();
    if (failures > 0) {
      console.error(`drive_page: ${failures} failed`);
      process.exit(1);
    }
    console.log(words);
  }

  return { open, look, examine, everywhere, finish, fail };
}
