// Opens the map as somebody whom the gateway tells SQL by a token only: node token.mjs http://localhost:8080 TOKEN
import assert from "node:assert/strict";
import { withBrowser } from "./browser.mjs";

const [base, token] = process.argv.slice(2);
const headers = JSON.stringify({ Authorization: `Bearer ${token}` });
const field = "Query.vessel";

async function open(browser, path) {
  const page = await browser.newPage();
  page.setDefaultTimeout(60000);
  await page.goto(new URL(path, base).href);
  return page;
}

/** The page asks for headers where those that it has do not do. */
async function asked(browser) {
  const page = await open(browser, `/graphiql/map#${field}`);
  await page.getByRole("alert").filter({ hasText: "Who asks may not see SQL here." }).waitFor();
  const box = page.getByLabel("Headers to ask with");
  await box.fill("[]");
  await page.getByRole("button", { name: "Open the map" }).click();
  await page.getByText("This is no JSON object of texts.").waitFor();
  await box.fill(headers);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.locator("#detail h2", { hasText: field }).waitFor();
  await page.reload();
  await page.locator("#detail h2", { hasText: field }).waitFor();
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.ok(!stored.includes(token), "the token outlives its tab");
  await page.close();
  const other = await open(browser, "/graphiql/map");
  await other.getByRole("button", { name: "Open the map" }).waitFor();
  await other.close();
}

/** The headers of GraphiQL's editor go along. */
async function followed(browser) {
  const page = await open(browser, "/graphiql");
  await page.getByRole("button", { name: "Headers" }).click();
  const editor = page.locator(".graphiql-editor-tool .CodeMirror").nth(1);
  await editor.waitFor();
  await editor.evaluate((element, text) => element.CodeMirror.setValue(text), headers);
  await page.getByRole("link", { name: "Map" }).click();
  await page.locator("#detail h2", { hasText: "What is bound to what" }).waitFor();
  await page.close();
}

await withBrowser(async (browser) => {
  await asked(browser);
  await followed(browser);
});
console.log("The map opens by a token");
