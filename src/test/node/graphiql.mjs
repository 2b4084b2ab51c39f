// Opens GraphiQL in a real browser: node graphiql.mjs http://localhost:8080
// It fails when the page asks any other host for anything, logs an error, or does not answer a query.
import assert from "node:assert/strict";
import { withBrowser } from "./browser.mjs";

const base = new URL(process.argv[2] ?? "http://localhost:8080");

async function type(page, query) {
  await page.evaluate((text) => document.querySelector(".graphiql-query-editor .CodeMirror").CodeMirror.setValue(text), query);
}

async function ask(query) {
  const response = await fetch(new URL("/graphql", base), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  return response.json();
}

/** A report that is made while a subscription runs is shown. */
async function subscribe(page, result) {
  const { data: { vessels: [{ id }] } } = await ask("{ vessels(limit: 1, filter: { ownerId: 12, retired: false }) { id } }");
  await type(page, "subscription { positionReported { latitude vessel { id } } }");
  const opened = page.waitForResponse((response) => response.headers()["content-type"] === "text/event-stream");
  await page.locator(".graphiql-query-editor .CodeMirror").click();
  await page.keyboard.press("Control+Enter");
  await opened;
  for (let shown = false, latitude = 10; !shown; latitude = latitude % 80 + 1) {
    const told = await ask(`mutation { reportPosition(input: { vesselId: ${id}, latitude: ${latitude}, longitude: 5,
        speedKnots: 9, heading: 90 }) { reportedAt } }`);
    assert.equal(told.errors, undefined);
    await page.waitForTimeout(200);
    shown = (await result.evaluate((element) => element.CodeMirror.getValue())).includes("positionReported");
  }
  const answer = JSON.parse(await result.evaluate((element) => element.CodeMirror.getValue()));
  assert.equal(answer.data.positionReported.vessel.id, id);
  await page.locator(".graphiql-execute-button").click();
}

async function visit(browser, width, height) {
  const page = await browser.newPage();
  await page.addInitScript(() => localStorage.clear()); // tabs as they are at first
  await page.setViewportSize({ width, height });
  const strangers = [];
  const errors = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.host !== base.host) strangers.push(request.url());
  });
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));

  const response = await page.goto(new URL("/graphiql", base).href);
  assert.match(response.headers()["content-security-policy"], /default-src 'self'/);
  const editor = page.locator(".graphiql-query-editor .CodeMirror");
  await editor.waitFor({ timeout: 120000 });
  await page.waitForFunction( // the first example in the first tab
    () => document.querySelector(".graphiql-query-editor .CodeMirror")?.CodeMirror.getValue().includes("FleetAtSea"),
    null, { timeout: 120000 });

  await editor.click();
  await page.keyboard.press("Control+Enter");
  const result = page.locator(".result-window .CodeMirror");
  await page.waitForFunction(
    () => document.querySelector(".result-window .CodeMirror")?.CodeMirror.getValue().includes("vesselCount"),
    null, { timeout: 120000 });
  const answer = JSON.parse(await result.evaluate((element) => element.CodeMirror.getValue()));
  assert.equal(answer.errors, undefined);
  assert.equal(answer.data.vessels.length, 50);

  await subscribe(page, result);
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.locator(".graphiql-doc-explorer").getByText("Query", { exact: true }).first().click();
  await page.locator(".graphiql-doc-explorer").getByText("vesselByImoNumber").first().waitFor({ timeout: 120000 });

  assert.deepEqual(strangers, [], "the page asked other hosts");
  assert.deepEqual(errors, [], "the page logged errors");
  await page.close();
  console.log(`GraphiQL works at ${width} × ${height}`);
}

await withBrowser(async (browser) => {
  await visit(browser, 1280, 800);
  await visit(browser, 390, 844);
});
