// Compiles operations of Relay against the schema that a server shows: node relay.mjs http://localhost:8080/graphql
// The compiler validates @connection and @refetchable, and makes the queries that page; it fails where the schema does not fit.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildClientSchema, getIntrospectionQuery, parse, printSchema, validate } from "graphql";

const url = process.argv[2] ?? "http://localhost:8080/graphql";
const ask = async (body) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.json();
};

const shown = await ask({ query: getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true }) });
assert.equal(shown.errors, undefined, JSON.stringify(shown.errors));
const schema = buildClientSchema(shown.data);

const folder = await mkdtemp(join(tmpdir(), "relay-"));
try {
  await cp(new URL("relay/", import.meta.url), join(folder, "src"), { recursive: true });
  await writeFile(join(folder, "schema.graphql"), printSchema(schema));
  await writeFile(join(folder, "queries.json"), "{}");
  const config = { src: "./src", schema: "./schema.graphql", language: "javascript", persistConfig: { file: "./queries.json" } };
  await writeFile(join(folder, "relay.config.json"), JSON.stringify(config));
  const compiler = join(process.cwd(), "node_modules/.bin/relay-compiler");
  const compiled = spawnSync(compiler, ["relay.config.json"], { cwd: folder, encoding: "utf8" });
  assert.equal(compiled.status, 0, compiled.stdout + compiled.stderr);
  const made = (await readdir(join(folder, "src/__generated__"))).sort();
  const queries = Object.values(JSON.parse(await readFile(join(folder, "queries.json"), "utf8")));
  for (const query of queries) {
    assert.deepEqual(validate(schema, parse(query)), []);
    assert.equal((await ask({ query, variables: { count: 2, port: "NLRTM" } })).errors, undefined, query);
  }
  console.log(`Relay's compiler made ${made.length} files; ${queries.length} queries are answered`);
} finally {
  await rm(folder, { recursive: true });
}
