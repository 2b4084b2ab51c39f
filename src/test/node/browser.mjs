// A real browser, for the scripts beside this one.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const browsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

/** Does something with a browser that is gone afterwards. */
export async function withBrowser(use) {
  const executablePath = browsers.find((path) => path && existsSync(path));
  assert.ok(executablePath, "no Chromium: install Debian's package chromium, or set CHROMIUM");
  const profile = mkdtempSync(join(tmpdir(), "graphiql-"));
  const browser = await chromium.launchPersistentContext(profile, { executablePath, headless: true, args: flags });
  try {
    await use(browser);
  } finally {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  }
}
