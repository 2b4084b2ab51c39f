// Uses the console in a real browser as people do: node console.mjs http://localhost:8080 PROJECT SCREENSHOTS STEP…
// The project is the demo, served for development; a mapper of it is broken and mended. It fails when a page asks another
// host for anything, logs an error, has a serious fault for people who cannot see well, or does not do what it should.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printSchema } from "graphql";
import { withBrowser } from "./browser.mjs";

const [base, project, screenshots, ...steps] = process.argv.slice(2);
const host = new URL(base).host;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
mkdirSync(screenshots, { recursive: true });

/** A page with what it must not do written down, and how many bytes came. */
async function open(browser, path, { width = 1280, height = 800, colorScheme = "light" } = {}) {
  const page = await browser.newPage();
  page.setDefaultTimeout(60000);
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme });
  page.faults = [];
  page.sizes = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.host !== host) page.faults.push(`asked ${request.url()}`);
  });
  page.on("response", (response) => page.sizes.push(response.request().sizes().catch(() => null)));
  page.on("console", (message) => message.type() === "error" && page.faults.push(message.text()));
  page.on("pageerror", (error) => page.faults.push(String(error)));
  const response = await page.goto(new URL(path, base).href);
  assert.match(response.headers()["content-security-policy"], /^default-src 'self';/);
  return page;
}

async function accessible(page, what) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const serious = violations.filter(({ impact }) => ["serious", "critical"].includes(impact))
    .flatMap(({ id, nodes }) => nodes.slice(0, 4).map(({ target, any }) => `${id} ${target} ${any[0]?.message ?? ""}`));
  assert.deepEqual(serious, [], `axe finds something at ${what}`);
}

async function shoot(page, name) {
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}

async function end(page) {
  assert.deepEqual(page.faults, []);
  await page.close();
}

const editor = (page) => page.locator(".graphiql-query-editor .CodeMirror");
const rows = (page) => page.locator(".sql-row");
const row = (page, field) => rows(page).filter({ has: page.locator(".sql-name", { hasText: new RegExp(`^${field}$`) }) });

function answered(page, text) {
  return page.waitForFunction((part) => document.querySelector(".result-window .CodeMirror")?.CodeMirror.getValue().includes(part), text);
}

/** Runs what a tab holds; the browser remembers which one was open. */
async function run(page, tab) {
  await page.locator(".graphiql-tab-button", { hasText: tab }).click();
  await editor(page).click();
  await page.keyboard.press("Control+Enter");
}

/** What a first visit brings is bounded; what it took is written down and judged by nobody. */
async function first(browser) {
  const page = await open(browser, "/graphiql");
  await editor(page).waitFor();
  const usable = await page.evaluate(() => performance.now());
  await page.waitForLoadState("networkidle");
  const sizes = (await Promise.all(page.sizes)).filter(Boolean);
  const bytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0);
  assert.ok(bytes > 100_000 && bytes < 1_000_000, `the first visit takes ${bytes} bytes`);
  assert.ok(sizes.length < 16, `the first visit takes ${sizes.length} requests`);
  const names = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname));
  assert.deepEqual(names.filter((name, i) => names.indexOf(name) < i && /^\/(console|_static|graphiql\/examples)/.test(name)), [], "something came twice");
  const load = await page.evaluate(() => performance.getEntriesByType("navigation")[0].loadEventEnd);
  const script = await page.locator("script[src*=graphiql]").first().evaluate((element) => element.src);
  const plain = await (await fetch(script, { headers: { "accept-encoding": "identity" } })).text();
  assert.ok(plain.length > 1_000_000 && plain.length < 2_500_000, `its script has ${plain.length} characters`);
  writeFileSync(join(screenshots, "first-visit.txt"),
    `${bytes} bytes in ${sizes.length} requests, loaded after ${load.toFixed()} ms, usable after ${usable.toFixed()} ms\n`);
  await end(page);
}

async function query(browser) {
  const page = await open(browser, "/graphiql");
  await editor(page).waitFor();
  await page.getByRole("button", { name: "Add tab" }).click();
  await editor(page).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("{ vesselC");
  const hint = page.locator(".CodeMirror-hints li", { hasText: "vesselCount" });
  await hint.first().click();
  await page.keyboard.press("Control+Enter");
  await answered(page, '"vesselCount"');
  await row(page, "Query.vesselCount").locator(".sql-line").click();
  assert.match(await page.locator(".sql-text").innerText(), /^\/\* Query\.vesselCount \*\/ select count\(\*\)/);
  await end(page);
}

async function sql(browser) {
  const page = await open(browser, "/graphiql");
  await run(page, "FleetAtSea");
  await answered(page, '"grossTonnage"');
  const owner = row(page, "Vessel.owner");
  await owner.locator(".sql-line").hover();
  await page.locator(".graphiql-query-editor .sql-field", { hasText: /^owner$/ }).waitFor();
  await page.locator(".graphiql-query-editor .CodeMirror-line .cm-property", { hasText: /^owner$/ }).hover();
  await page.locator(".sql-pointed", { hasText: "Vessel.owner" }).waitFor();

  await owner.locator(".sql-line").click();
  await owner.getByRole("button", { name: "Copy as psql" }).click();
  await owner.getByRole("button", { name: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /^begin read only;\nprepare postern \(_int8\) as\n\/\* Vessel\.owner \*\/ select [\s\S]+;\nexecute postern \('\{[\d,]+}'\);\ndeallocate postern;\nrollback;\n$/);
  writeFileSync(join(screenshots, "copied.sql"), copied);
  await owner.getByRole("button", { name: "Explain" }).click();
  await page.locator(".explain-costly").waitFor();
  assert.equal(await page.locator(".explain-costly").count(), 1);
  await page.locator(".explain-costly").scrollIntoViewIfNeeded();
  await shoot(page, "explain");
  await accessible(page, "the explained statement");
  await owner.locator(".sql-line").click();
  await rows(page).first().scrollIntoViewIfNeeded();
  await owner.locator(".sql-line").hover();
  await page.locator(".graphiql-query-editor .sql-field", { hasText: /^owner$/ }).waitFor();
  await shoot(page, "sql");

  const share = async (item) => {
    await page.getByRole("button", { name: "Share and export" }).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
    await page.locator(".said", { hasText: "copied" }).waitFor();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const shown = await page.evaluate(() => JSON.parse(document.querySelector(".result-window .CodeMirror").CodeMirror.getValue()));
  const curl = await share("Copy as curl");
  assert.match(curl, /^curl 'http:\/\/localhost:\d+\/graphql' \\\n {2}--header 'content-type: application\/json'/);
  const answer = execFileSync("sh", ["-c", `command -v curl > /dev/null || exit 0; ${curl}`], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  if (answer) assert.deepEqual(JSON.parse(answer), shown); // none where there is no curl
  const call = await share("Copy as fetch");
  assert.deepEqual(await page.evaluate(`(async () => { ${call} return { data, errors }; })()`), { ...shown, errors: undefined });
  assert.match(await share("Copy as Apollo hook"), /export function useFleetAtSea\(\)/);
  const link = await share("Copy link");
  await end(page);

  const linked = await open(browser, link);
  await editor(linked).waitFor();
  assert.match(await editor(linked).evaluate((element) => element.CodeMirror.getValue()), /query FleetAtSea/);
  await end(linked);
}

/** What is saved is the schema, in both of its forms. */
async function exports(browser) {
  const page = await open(browser, "/graphiql");
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.locator(".graphiql-doc-explorer-section-content").first().waitFor(); // the schema has come
  const saved = async (item) => {
    const download = page.waitForEvent("download");
    await page.getByRole("button", { name: "Share and export" }).click();
    await page.getByRole("menuitem", { name: item, exact: true }).click();
    const file = await download;
    return [file.suggestedFilename(), readFileSync(await file.path(), "utf8")];
  };
  const [sdlName, sdl] = await saved("Save the SDL");
  const [introspectionName, introspection] = await saved("Save the introspection");
  assert.deepEqual([sdlName, introspectionName], ["schema.graphql", "introspection.json"]);
  const asked = await (await fetch(new URL("/graphql", base), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: getIntrospectionQuery() }),
  })).json();
  const served = printSchema(lexicographicSortSchema(buildClientSchema(asked.data)));
  assert.match(served, /vesselByImoNumber\(/);
  assert.equal(printSchema(lexicographicSortSchema(buildSchema(sdl))), served);
  assert.equal(printSchema(lexicographicSortSchema(buildClientSchema(JSON.parse(introspection).data))), served);
  await end(page);
}

async function mutation(browser) {
  const page = await open(browser, "/graphiql");
  await editor(page).waitFor();
  await page.waitForLoadState("networkidle");
  await page.locator(".graphiql-tab-button", { hasText: "Register" }).click();
  await page.waitForFunction(() => document.querySelector(".graphiql-query-editor .CodeMirror").CodeMirror.getValue().includes("registerVessel"));
  await page.getByRole("button", { name: /^Try a mutation/ }).click();
  await answered(page, '"dryRun": true');
  await row(page, "Mutation.registerVessel").waitFor();
  await shoot(page, "trial");
  await page.evaluate(() => document.querySelectorAll(".graphiql-editor-tool .CodeMirror")[1].CodeMirror.setValue('{"Idempotency-Key": "\\"once\\""}'));
  await editor(page).click();
  await page.keyboard.press("Control+Enter");
  await page.waitForFunction(() => !document.querySelector(".result-window .CodeMirror").CodeMirror.getValue().includes("dryRun"));
  await answered(page, '"name": "Aokaze Nightingale"');
  await row(page, "Mutation.registerVessel").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.locator(".sql-hint", { hasText: "Nothing ran" }).waitFor();
  await answered(page, '"name": "Aokaze Nightingale"');
  await end(page);
}

/** An operation made by ticking boxes, with the keyboard where that is another way. */
async function explorer(browser) {
  const page = await open(browser, "/graphiql");
  await page.getByRole("button", { name: "Add tab" }).click();
  await editor(page).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Show Explorer" }).click();
  const text = () => editor(page).evaluate((element) => element.CodeMirror.getValue().replace(/\s+/g, " ").trim());
  const box = (name) => page.getByRole("checkbox", { name, exact: true });
  await box("vesselCount").focus();
  await page.keyboard.press("Space");
  assert.equal(await text(), "{ vesselCount }");
  await box("vessel").check();
  await page.getByLabel("Value of id of vessel").fill("$ship");
  await page.keyboard.press("Enter");
  assert.equal(await text(), "query ($ship: ID!) { vesselCount vessel(id: $ship) { id } }");
  await page.getByLabel("Value of id of vessel").fill("38");
  await page.keyboard.press("Enter");
  await box("owner").check();
  const below = (name) => page.getByRole("list", { name: `Fields of ${name}`, exact: true }).first();
  await below("vessel").getByRole("checkbox", { name: "voyages", exact: true }).first().check();
  await below("voyages").getByRole("checkbox", { name: "departedAt", exact: true }).first().check();
  await box("Argument last of voyages").check();
  const last = page.getByLabel("Value of last of voyages");
  await last.fill("two");
  await page.keyboard.press("Tab");
  await page.getByRole("alert").filter({ hasText: "This is no Int!." }).waitFor();
  await last.fill("2");
  await page.keyboard.press("Enter");
  assert.equal(await text(), '{ vesselCount vessel(id: "38") { id owner { id } voyages(last: 2) { id departedAt } } }');
  await page.getByRole("button", { name: "Execute query" }).click();
  await answered(page, '"departedAt"');
  await shoot(page, "explorer");
  await accessible(page, "the explorer");
  await box("vesselCount").uncheck();
  await page.getByLabel("Filter fields").fill("vesselBy");
  await box("vesselCount").waitFor({ state: "detached" });
  await box("vesselByImoNumber").waitFor();
  assert.match(await text(), /^\{ vessel\(/);
  await end(page);
}

/** From the query to what Postgres did without a mouse. */
async function keyboard(browser) {
  const page = await open(browser, "/graphiql");
  await run(page, "OneVessel");
  await rows(page).first().waitFor();
  const inside = (selector) => page.evaluate((some) => document.activeElement.closest(some) !== null, selector);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  assert.ok(!(await inside(".graphiql-query-editor .CodeMirror-code")) && !(await inside("textarea")), "the editor keeps the keyboard");
  for (let i = 0; i < 60 && !(await inside(".sql-row")); i++) {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
  }
  await page.locator(".graphiql-query-editor .sql-field", { hasText: /^vesselByImoNumber$/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".sql-text").waitFor();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator(".explain-costly").waitFor();
  await end(page);
}

/** What GraphiQL shows at its side and above itself, for everybody, as wide as there is room. */
async function panes(browser) {
  for (const [width, height, colorScheme] of [[1280, 800, "dark"], [390, 844, "light"]]) {
    const page = await open(browser, "/graphiql", { width, height, colorScheme });
    await run(page, "OneVessel");
    await answered(page, '"data"');
    const show = async (name, sight) => {
      await page.getByRole("button", { name, exact: true }).click();
      await page.locator(sight).first().waitFor();
      await accessible(page, `${name} at ${width}`);
      await shoot(page, `${name.replaceAll(" ", "-").toLowerCase()}-${width}`);
    };
    await show("Show Documentation Explorer", ".graphiql-doc-explorer-section-content");
    await page.locator(".graphiql-doc-explorer").getByText("Query", { exact: true }).first().click();
    await page.locator(".graphiql-doc-explorer").getByText("vesselByImoNumber").first().waitFor();
    await accessible(page, `the documentation of a type at ${width}`);
    await show("Show History", ".graphiql-history-item");
    await show("Show Explorer", ".explorer-operation");
    await page.getByRole("button", { name: "Hide Explorer", exact: true }).click();
    await show("Open settings dialog", ".graphiql-dialog");
    await page.keyboard.press("Escape");
    await show("Share and export", "[role=menu]");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share and export" }).and(page.locator(":focus")).waitFor();
    await end(page);
  }
}

async function map(browser) {
  const page = await open(browser, "/graphiql");
  await page.getByRole("link", { name: "Map" }).click();
  await page.getByRole("link", { name: /^vessel \d+ statements$/ }).or(page.locator("#list a", { hasText: /^vessel\d+ statements$/ })).first().click();
  await page.locator("#detail h2", { hasText: /^vessel$/ }).waitFor();
  const detail = page.locator("#detail");
  await detail.locator(".columns").getByRole("link", { name: "Mutation.retireVessel" }).waitFor();
  assert.match(await detail.innerText(), /CREATE UNIQUE INDEX/);
  await shoot(page, "map");
  await accessible(page, "the map");
  const drawing = page.locator(".drawing");
  assert.equal(await drawing.locator("path.writes").count(), 3);
  await drawing.locator("a.box", { hasText: "Company.fleetSize" }).first().click();
  await page.locator("#detail h2", { hasText: "Company.fleetSize" }).waitFor();
  assert.match(await detail.innerText(), /<select id="fleetSize">/);
  await page.locator("#search").fill("vessel.built");
  await page.locator("#list a", { hasText: "Vessel.builtYear" }).click();
  await page.locator("#detail h2", { hasText: "Vessel.builtYear" }).waitFor();
  assert.match(await detail.innerText(), /built_year integer not null/);
  await end(page);
}

async function findings(browser) {
  const page = await open(browser, "/graphiql");
  await editor(page).waitFor();
  const file = join(project, "sql-mappers/fleet/Company.xml");
  const sound = readFileSync(file, "utf8");
  writeFileSync(file, sound.replace("count(v.id) as fleet_size", "count(v.nothing) as fleet_size"));
  const refused = page.locator("#refused");
  await refused.waitFor({ state: "visible" });
  assert.match(await refused.innerText(), /SQL-101 sql-mappers\/fleet\/Company\.xml:\d+:\d+ Company\.fleetSize: .*v\.nothing does not exist/);
  await shoot(page, "finding");
  await accessible(page, "a finding");
  writeFileSync(file, sound);
  await refused.waitFor({ state: "hidden" });
  await end(page);
}

async function look(browser, width, height, colorScheme) {
  const page = await open(browser, "/graphiql", { width, height, colorScheme });
  await run(page, "FleetAtSea");
  await row(page, "Query.vessels").locator(".sql-line").waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `too wide at ${width}`);
  await shoot(page, `${colorScheme}-${width}`);
  await accessible(page, `${width} ${colorScheme}`);
  await end(page);
  const mapped = await open(browser, "/graphiql/map#Vessel.owner", { width, height, colorScheme });
  await mapped.locator("#detail h2", { hasText: "Vessel.owner" }).waitFor();
  await shoot(mapped, `map-${colorScheme}-${width}`);
  await accessible(mapped, `the map at ${width} ${colorScheme}`);
  await end(mapped);
}

async function light(browser) {
  await look(browser, 390, 844, "light");
}

async function dark(browser) {
  await look(browser, 1280, 800, "dark");
  await look(browser, 390, 844, "dark");
}

await withBrowser(async (browser) => {
  await browser.grantPermissions(["clipboard-read", "clipboard-write"]);
  for (const step of steps) {
    await { first, query, sql, exports, explorer, keyboard, panes, mutation, map, findings, light, dark }[step](browser);
    console.log(step);
  }
});
