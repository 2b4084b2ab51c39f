// Generates types as docs/frontend.md has it, from the SDL for clients: node codegen.mjs schema.graphql http://localhost:8080/graphql
// It fails where the generator or the compiler refuses something, or the gateway does not answer what was typed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [schema, url] = process.argv.slice(2);
const page = await readFile(new URL("../../../docs/frontend.md", import.meta.url), "utf8");
const [config, source] = [...page.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, block]) => block);
const folder = await mkdtemp(join(tmpdir(), "codegen-"));
const run = (...command) => {
  const done = spawnSync(join(process.cwd(), "node_modules/.bin", command[0]), command.slice(1), { cwd: folder, encoding: "utf8" });
  assert.equal(done.status, 0, done.stdout + done.stderr);
};
try {
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  await mkdir(join(folder, "src"));
  await copyFile(schema, join(folder, "schema.graphql"));
  await writeFile(join(folder, "package.json"), '{"type": "module"}');
  await writeFile(join(folder, "codegen.ts"), config);
  await writeFile(join(folder, "src/fleet.ts"), source);
  run("graphql-codegen", "--config", "codegen.ts");
  run("tsc", "--strict", "--noEmit", "--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022", "src/fleet.ts");
  const made = await readFile(join(folder, "src/gql/graphql.ts"), "utf8");
  assert.match(made, /departedAt: string/);
  const query = source.match(/graphql\(`([\s\S]*?)`\)/)[1];
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query, variables: { limit: 2 } }),
  });
  const answer = await response.json();
  assert.equal(answer.errors, undefined, JSON.stringify(answer.errors));
  assert.equal(answer.data.vessels.length, 2);
  console.log("The types fit what the gateway answers");
} finally {
  await rm(folder, { recursive: true });
}
