// What the explorer makes of an operation, without a browser: node selection.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as GraphQL from "graphql";

globalThis.GraphiQL = { GraphQL };
const source = readFileSync(new URL("../../main/resources/static/console/selection.js", import.meta.url), "utf8");
const { argued, definitions, toggled } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const schema = GraphQL.buildSchema(`
  scalar Date
  enum Kind { CARGO TANKER }
  input Filter { flag: String! built: Int }
  interface Named { name: String }
  type Query {
    ship(id: ID!): Ship
    ships(filter: Filter!, kind: Kind! since: Date first: Int = 5, active: Boolean): ShipConnection
    find: [Found!]!
    count: Int!
  }
  type Mutation { launch(id: ID!): Ship }
  type ShipConnection { edges: [ShipEdge!]! }
  type ShipEdge { node: Ship }
  type Ship implements Named { id: ID! name: String owner: Owner! }
  type Owner { name: String ships(last: Int!): [Ship!] }
  union Found = Ship | Owner
`);
const field = (type, name) => schema.getType(type).getFields()[name];
const query = (text, offset = 0) => ({ text, kind: "query", offset });
const flat = (text) => text.replace(/\s+/g, " ").trim();

function toggle(text, way, expected, kind = "query") {
  const next = toggled(schema, { text, kind, offset: 0 }, way.split("/"));
  assert.deepEqual(GraphQL.validate(schema, GraphQL.parse(next)).map(String), []);
  assert.equal(flat(next), flat(expected));
}

function argue(text, name, value, expected) {
  const next = argued(schema, query(text), ["ships"], field("Query", "ships").args.find((one) => one.name === name), value);
  assert.equal(flat(next), flat(expected));
}

// a field more, with what it takes and something of what it has
toggle("", "count", "{ count }");
toggle("# nothing yet\n", "count", "# nothing yet\n\n{ count }");
toggle("", "ship", '{ ship(id: "") { id } }');
toggle("", "ships", '{ ships(filter: {flag: ""}, kind: CARGO) { edges { node { id } } } }');
toggle("{ count }", "find/...Owner", "{ count find { ... on Owner { name } } }");
toggle("{ count }", "ship/owner/name", '{ count ship(id: "") { owner { name } } }');
toggle("{ find { __typename } }", "find/...Ship", "{ find { __typename ... on Ship { id } } }");

// a field less; what has no other field keeps its place
toggle("{ count ship(id: 1) { id name } }", "ship/name", "{ count ship(id: 1) { id } }");
toggle("{ count ship(id: 1) { id } }", "ship", "{ count }");
toggle("{ ship(id: 1) { id } }", "ship/id", "{ ship(id: 1) { __typename } }");
toggle("{ ship(id: 1) { __typename } }", "ship/name", "{ ship(id: 1) { name } }");
toggle("{ count }", "count", "{ __typename }");
toggle("{ a: ship(id: 1) { id } b: ship(id: 2) { id } }", "ship", "{ __typename }");

// variables that nothing uses any more go, and no others
toggle("query ($id: ID!) { count ship(id: $id) { id } }", "ship", "{ count }");
toggle("query ($id: ID!) { a: ship(id: $id) { id } count ...F } fragment F on Query { ship(id: $id) { id } }", "ship",
  "query ($id: ID!) { count ...F } fragment F on Query { ship(id: $id) { id } }");

// what stands around it stays as it was; several operations have names
toggle("# Ships\nquery A { count }\n# and\nfragment F on Ship {   id }\nquery B { ...G } fragment G on Query { ship(id: 1) { ...F } }", "find/...Owner",
  "# Ships\nquery A { count find { ... on Owner { name } } }\n# and\nfragment F on Ship {   id }\nquery B { ...G } fragment G on Query { ship(id: 1) { ...F } }");
toggle("{ count }", "launch", 'query NewQuery { count } mutation NewMutation { launch(id: "") { id } }', "mutation");
assert.match(toggled(schema, query("query A { count }\nquery B { count }", 22), ["find", "__typename"]), /^query A \{ count \}\nquery B \{\n/);

// arguments: strings without quotes, variables with their type, examples
const ships = '{ ships(filter: {flag: ""}, kind: CARGO) { edges { node { id } } } }';
const rest = "{ edges { node { id } } }";
argue(ships, "kind", "TANKER", `{ ships(filter: {flag: ""}, kind: TANKER) ${rest} }`);
argue(ships, "filter", '{flag: "PA", built: 3}', `{ ships(filter: {flag: "PA", built: 3}, kind: CARGO) ${rest} }`);
argue(ships, "since", "2024-02-29", `{ ships(filter: {flag: ""}, kind: CARGO, since: "2024-02-29") ${rest} }`);
argue(ships, "since", "today", `{ ships(filter: {flag: ""}, kind: CARGO, since: "today") ${rest} }`);
argue(ships, "since", "7", `{ ships(filter: {flag: ""}, kind: CARGO, since: 7) ${rest} }`);
argue(ships, "active", undefined, `{ ships(filter: {flag: ""}, kind: CARGO, active: false) ${rest} }`);
argue(ships, "first", "$n", `query ($n: Int) { ships(filter: {flag: ""}, kind: CARGO, first: $n) ${rest} }`);
argue(`query ($n: Int) { ships(first: $n) ${rest} }`, "first", "3", `{ ships(first: 3) ${rest} }`);
argue(`query ($n: Int, $k: Kind!) { ships(first: $n) ${rest} }`, "first", null, `query ($k: Kind!) { ships ${rest} }`);
assert.throws(() => argue(ships, "first", "many more", ""), /Syntax Error/);
assert.throws(() => argue(ships, "first", "many", ""), /Int cannot represent/);
assert.throws(() => argue(ships, "kind", "BARGE", ""), /does not exist in "Kind"/);
assert.throws(() => argue(ships, "filter", "{flag: ", ""), /Syntax Error/);

assert.equal(definitions("{ count"), null);
assert.deepEqual(definitions(" # nothing,\n , "), []);
console.log("The explorer edits operations");
