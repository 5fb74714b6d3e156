// The pictures of docs/page.md, of invented reports: node pictures.mjs ADDRESS CHROMIUM FOLDER. Run by tools/drive_page.
//
// The first screen of four pages, 1400 by 900 in the light theme, as a person meets it.
import { join } from "node:path";
import { start } from "./browser.mjs";

const [address, chromium, folder] = process.argv.slice(2);
const { open, finish } = await start(address, chromium, folder);

// The series that most accounts tell of has most to show.
const counts = await (await fetch(`${address}/counts.json`)).json();
const told = counts.rows.filter((row) => row.status === "reported").sort((one, two) => two.accounts - one.accounts);
const pictures = [
  ["situation", "/"],
  ["series", `/series/${encodeURIComponent(told[0].series)}`],
  ["disputes", "/disputes"],
  ["map", "/map?country=SDN"],
];
for (const [name, path] of pictures) {
  const page = await open();
  await page.setViewport({ width: 1400, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
  await page.goto(address + path);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await page.close();
}
await finish(`pictures: ${pictures.length} in ${folder}`);
