// The example, with the packages that are installed here: node federation/example.mjs http://localhost:8080/graphql
// It prints where it listens, and ends when its standard input does.
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

const folder = mkdtempSync(join(import.meta.dirname, "../node_modules/.example-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
process.stdin.resume().on("end", () => process.exit(0));
process.env.POSTERN_URL = process.argv[2];
process.env.PORT = "0";
cpSync(join(import.meta.dirname, "../../../../examples/federation"), folder, {
  recursive: true,
  filter: (file) => !file.endsWith("node_modules"),
});
await import(join(folder, "gateway.mjs"));
