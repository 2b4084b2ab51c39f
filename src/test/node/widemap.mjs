// Finds its way through the map of a schema with many types: node widemap.mjs http://localhost:8080 FOLDER
// What each step took is written into a file of the folder and judged by nobody; how much is drawn at once is.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withBrowser } from "./browser.mjs";

const [base, folder] = process.argv.slice(2);
const times = [];

async function timed(what, step) {
  const start = performance.now();
  await step();
  times.push(`${what}: ${Math.round(performance.now() - start)} ms`);
}

const data = () => fetch(new URL("/graphiql/map/data", base)).then((response) => response.arrayBuffer());

await withBrowser(async (browser) => {
  const page = await browser.newPage();
  page.setDefaultTimeout(120000);
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  const detail = page.locator("#detail");
  const title = (text) => page.locator("#detail h2", { hasText: new RegExp(`^${text}$`) }).waitFor();
  await timed("made", data);
  await timed("told again", data);
  await timed("opened", async () => {
    await page.goto(new URL("/graphiql/map", base).href);
    await title("What is bound to what");
  });
  await timed("opened again", async () => {
    await page.reload();
    await title("What is bound to what");
  });
  const counts = (await detail.locator("p").first().innerText()).trim();
  assert.equal(await page.locator("#list a").count(), 300);
  const drawn = await page.locator("*").count();
  assert.ok(drawn < 1500, `${drawn} elements are in the page at once`);
  await timed("searched", async () => {
    await page.locator("#search").fill("part250");
    await page.locator("#list a", { hasText: "Part250.name" }).waitFor();
  });
  await page.locator("#list").getByRole("link", { name: /^part250/ }).first().click();
  await title("part250");
  assert.deepEqual(
    (await detail.locator(".columns div").first().locator("a").allInnerTexts()).sort(),
    ["Part249.next", "Query.part250"]);
  await timed("followed", async () => {
    await detail.locator(".columns").getByRole("link", { name: "Part249.next" }).first().click();
    await title("Part249.next");
  });
  assert.match(await detail.innerText(), /from part250\s+where id = any/);
  assert.deepEqual(errors, []);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "wide-map.txt"), `${times.join("\n")}\n`);
  console.log(`Part250 is found among ${counts}`);
});
