// Watches GraphiQL in a real browser while a project changes: node reload.mjs http://localhost:8080 FOLDER
// It prints why a change is refused, then takes one, and fails when the page keeps the old schema.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { withBrowser } from "./browser.mjs";

const [base, folder] = process.argv.slice(2);

function change(file, before, after) {
  const path = join(folder, file);
  writeFileSync(path, readFileSync(path, "utf8").replace(before, after));
}

await withBrowser(async (browser) => {
  const page = await browser.newPage();
  await page.goto(new URL("/graphiql", base).href);
  await page.locator(".graphiql-query-editor .CodeMirror").waitFor({ timeout: 120000 });

  change("sql-mappers/Query.xml", "select name", "select nme");
  const refused = page.locator("#refused");
  await refused.waitFor({ state: "visible", timeout: 120000 });
  console.log(await refused.innerText());

  change("sql-mappers/Query.xml", "id=\"names\">select nme", "id=\"labels\">select name");
  change("schema/shop.graphqls", "names", "labels");
  await refused.waitFor({ state: "hidden", timeout: 120000 });
  await page.getByRole("button", { name: "Show Documentation Explorer" }).click();
  await page.locator(".graphiql-doc-explorer").getByText("Query", { exact: true }).first().click();
  await page.locator(".graphiql-doc-explorer").getByText("labels").first().waitFor({ timeout: 120000 });
  console.log("GraphiQL shows the new field");
});
