// The schema as it is bound: what answers each field, and which fields touch each table.
import { drawing } from "./drawing.js";
import { headersIn, keep, kept } from "./headers.js";

/** No more than these are in the list at once; a search finds the others. */
const MOST = 300;

const list = document.getElementById("list");
const detail = document.getElementById("detail");
const search = document.getElementById("search");
const found = document.getElementById("found");

/** As people write it; the browser's own takes a quarter of a second when it is first asked. */
function number(value) {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** An element with attributes and children; texts are texts, never markup. */
function h(name, attributes, ...children) {
  const element = document.createElement(name);
  Object.entries(attributes ?? {}).forEach(([key, value]) => value !== undefined && element.setAttribute(key, value));
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function link(id, text = id.replace(/^(table|statement|type):/, "")) {
  return h("a", { href: `#${encodeURIComponent(id)}` }, text);
}

/** The map with what is looked up in it. */
function indexed(map) {
  const fields = new Map();
  const types = new Map(map.types.map((type) => [type.name, type]));
  const statements = new Map(map.statements.map((statement) => [statement.name, { ...statement, fields: [] }]));
  const tables = new Map(map.tables.map((table) => [table.name, { ...table, statements: [] }]));
  for (const type of map.types) {
    for (const field of type.fields) {
      const coordinate = `${type.name}.${field.name}`;
      fields.set(coordinate, { ...field, coordinate, type: field.type, parent: type });
      statements.get(field.statement)?.fields.push(coordinate);
    }
  }
  for (const statement of statements.values()) {
    for (const name of statement.tables ?? []) tables.get(name)?.statements.push(statement);
  }
  return { ...map, fields, types, statements, tables };
}

/** Everything that can be opened, in the order of the list. */
function entries(map) {
  return [
    ...[...map.types.values()].flatMap((type) => [
      { id: `type:${type.name}`, kind: "Types and fields", text: type.name, note: type.fields.length === 1 ? "1 field" : `${type.fields.length} fields` },
      ...type.fields.map((field) => ({
        id: `${type.name}.${field.name}`, kind: "Types and fields", text: `${type.name}.${field.name}`, note: field.answer ?? "",
      })),
    ]),
    ...[...map.tables.values()].map((table) => ({
      id: `table:${table.name}`, kind: "Tables", text: table.name, note: table.statements.length === 1 ? "1 statement" : `${table.statements.length} statements`,
    })),
    ...[...map.statements.values()].map((statement) => ({
      id: `statement:${statement.name}`, kind: "Statements", text: statement.name, note: statement.kind,
    })),
  ];
}

function showList(all) {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = all.filter(({ text, kind, id }) => (words.length === 0 ? !id.includes(".") || kind !== "Types and fields" : true)
    && words.every((word) => text.toLowerCase().includes(word)));
  const kinds = Map.groupBy(hits.slice(0, MOST), ({ kind }) => kind);
  list.replaceChildren(...[...kinds].flatMap(([kind, some]) => [
    h("h2", null, kind),
    h("ul", null, some.map(({ id, text, note }) => h("li", null,
      h("a", { href: `#${encodeURIComponent(id)}`, "aria-current": id === current() ? "true" : undefined }, text, h("small", null, note))))),
  ]));
  found.textContent = hits.length > MOST ? `${MOST} of ${number(hits.length)} shown` : `${number(hits.length)} shown`;
}

function current() {
  return decodeURIComponent(location.hash.slice(1));
}

function findings(map, ids) {
  const some = map.findings.filter(({ coordinate }) => ids.includes(coordinate));
  return some.length > 0 && [h("h3", null, "Findings"), h("ul", null, some.map(({ severity, text }) => h("li", { class: severity }, text)))];
}

function lines(title, texts) {
  return h("div", null, h("h3", null, title),
    texts.length === 0 ? h("p", { class: "dim" }, "nothing") : h("ul", { class: "code" }, texts.map((text) => h("li", null, text))));
}

function sql(statement) {
  return [
    h("p", { class: "code" }, `${statement.file}:${statement.line}`),
    h("pre", { tabindex: "0", "aria-label": `Source of ${statement.name}` }, statement.source),
    statement.takes && h("div", { class: "columns" }, lines("Takes", statement.takes), lines("Returns", statement.returns)),
    statement.tables && touches(statement),
  ];
}

function touches(statement) {
  return [h("h3", null, "Tables"), h("ul", null, statement.tables.map((name) => h("li", null, link(`table:${name}`),
    statement.writes.includes(name) ? " is written or locked" : " is read")))];
}

/** What Postgres calls a column that a field shows, in each statement that brings objects of the type. */
function columnTypes(map, field) {
  return field.parent.answeredBy.flatMap((name) => {
    const statement = map.statements.get(name);
    const column = statement?.returns?.find((line) => [field.column, field.name].some((one) => line.startsWith(`${one} `)));
    return column ? [h("tr", null, h("td", null, link(`statement:${name}`)), h("td", { class: "code" }, column))] : [];
  });
}

/** Some fields, the statements that answer them and further ones, and the tables of these. */
function drawn(map, here, fields, further = [], only = null) {
  const names = new Set([...fields.map((field) => map.fields.get(field).statement), ...further]);
  const statements = [...names].map((name) => map.statements.get(name)).filter(Boolean);
  const tablesOf = (statement) => (statement.tables ?? []).filter((name) => !only || name === only);
  const tables = [...new Set(statements.flatMap(tablesOf))].sort();
  return drawing([
    fields.filter((field) => map.statements.has(map.fields.get(field).statement)).map((id) => ({ id, text: id })),
    statements.map(({ name }) => ({ id: `statement:${name}`, text: name })),
    tables.map((name) => ({ id: `table:${name}`, text: name })),
  ], [
    ...fields.map((from) => ({ from, to: `statement:${map.fields.get(from).statement}` })).filter(({ to }) => map.statements.has(to.slice(10))),
    ...statements.flatMap((statement) => tablesOf(statement).map((name) => (
      { from: `statement:${statement.name}`, to: `table:${name}`, writes: statement.writes.includes(name) }))),
  ], here, "Fields, their statements and the tables of these");
}

/** Which types are brought from which tables. */
function drawnTypes(map) {
  const edges = new Map();
  for (const field of map.fields.values()) {
    const statement = map.statements.get(field.statement);
    for (const name of statement?.tables ?? []) {
      const key = `${field.parent.name} ${name}`;
      edges.set(key, { from: `type:${field.parent.name}`, to: `table:${name}`, writes: edges.get(key)?.writes || statement.writes.includes(name) });
    }
  }
  const nodes = (ids) => [...new Set(ids)].sort().map((id) => ({ id, text: id.replace(/^[a-z]+:/, "") }));
  const all = [...edges.values()];
  return drawing([nodes(all.map(({ from }) => from)), nodes(all.map(({ to }) => to))], all, null, "Types and the tables that their fields read and write");
}

const answers = {
  page: "shows a part of a page", java: "is answered by Java", entities: "brings what other services name by keys",
  constant: "is always answered the same",
};

function showField(map, field) {
  const statement = map.statements.get(field.statement);
  const columns = field.answer === "column" ? columnTypes(map, field) : [];
  return [
    h("h2", null, field.coordinate),
    h("p", { class: "code" }, `${field.name}${field.arguments.length > 0 ? `(${field.arguments.join(", ")})` : ""}: ${field.type}`,
      h("span", { class: "dim" }, `  ${field.place}`)),
    field.description && h("p", null, field.description),
    map.types.has(field.target) && h("p", null, "Its type is ", link(`type:${field.target}`), "."),
    field.answer === "column" && h("p", null, "It is the column ", h("code", null, field.column), " of its parent's row."),
    columns.length > 0 && h("table", null, h("thead", null, h("tr", null, h("th", null, "Statement"), h("th", null, "Column in Postgres"))), h("tbody", null, columns)),
    answers[field.answer] && h("p", null, `It ${answers[field.answer]}.`),
    field.keys && h("p", null, "It takes the parents' ", h("code", null, field.keys.join(", ")), "."),
    statement && [drawn(map, field.coordinate, [field.coordinate]), h("h3", null, "SQL"), sql(statement)],
    findings(map, [field.coordinate, field.statement]),
  ];
}

function showType(map, type) {
  return [
    h("h2", null, type.name),
    h("p", { class: "dim code" }, type.place),
    type.description && h("p", null, type.description),
    drawn(map, null, type.fields.map((field) => `${type.name}.${field.name}`)),
    h("table", null, h("thead", null, h("tr", null, h("th", null, "Field"), h("th", null, "Type"), h("th", null, "Answered by"))),
      h("tbody", null, type.fields.map((field) => h("tr", null,
        h("td", null, link(`${type.name}.${field.name}`, field.name)),
        h("td", { class: "code" }, field.type),
        h("td", null, field.statement ? link(`statement:${field.statement}`) : field.column ? h("code", null, field.column) : field.answer ?? ""))))),
    type.answeredBy.length > 0 && [h("h3", null, "Statements that bring it"), h("ul", null, type.answeredBy.map((name) => h("li", null, link(`statement:${name}`))))],
    findings(map, [type.name, ...type.fields.map((field) => `${type.name}.${field.name}`)]),
  ];
}

function users(title, statements) {
  return [h("h3", null, title), statements.length === 0 ? h("p", { class: "dim" }, "none")
    : h("ul", null, statements.map((statement) => h("li", null,
      statement.fields.length === 0 ? link(`statement:${statement.name}`)
        : statement.fields.flatMap((field, i) => [i > 0 && ", ", link(field)]))))];
}

function showTable(map, table) {
  return [
    h("h2", null, table.name),
    h("p", { class: "dim" }, table.kind, table.rows >= 0 && `, about ${number(table.rows)} rows`),
    table.comment && h("p", null, table.comment),
    drawn(map, `table:${table.name}`, table.statements.flatMap(({ fields }) => fields), table.statements.map(({ name }) => name), table.name),
    h("div", { class: "columns" },
      h("div", null, users("Fields that read it", table.statements.filter(({ writes }) => !writes.includes(table.name)))),
      h("div", null, users("Fields that write or lock it", table.statements.filter(({ writes }) => writes.includes(table.name))))),
    lines("Columns", table.columns),
    lines("Indexes", table.indexes),
  ];
}

function showStatement(map, statement) {
  return [
    h("h2", null, statement.name),
    statement.fields.length > 0 && h("p", null, "It answers ", statement.fields.flatMap((field, i) => [i > 0 && ", ", link(field)]), "."),
    drawn(map, `statement:${statement.name}`, statement.fields, [statement.name]),
    sql(statement),
    findings(map, [statement.name, ...statement.fields]),
  ];
}

function showFirst(map) {
  return [
    h("h2", null, "What is bound to what"),
    h("p", null, `${map.types.size} types, ${number(map.fields.size)} fields, ${map.statements.size} statements, ${map.tables.size} tables.`),
    map.findings.length > 0 && [h("h3", null, "Findings"), h("ul", null, map.findings.map(({ severity, text, coordinate }) =>
      h("li", { class: severity }, text, " ", map.fields.has(coordinate) && link(coordinate, "Show"))))],
    drawnTypes(map),
    map.notChecked.length > 0 && lines("Not checked", map.notChecked),
  ];
}

function shown(map) {
  const id = current();
  const [kind, name] = id.includes(":") ? id.split(/:(.*)/) : ["field", id];
  const one = { type: map.types, statement: map.statements, table: map.tables, field: map.fields }[kind]?.get(name);
  if (!one && map.statements.has(name)) return showStatement(map, map.statements.get(name));
  if (!one) return showFirst(map);
  return { type: showType, statement: showStatement, table: showTable, field: showField }[kind](map, one);
}

/** Who was refused may say who they are. */
function showRefused(message) {
  const headers = h("textarea", { id: "headers", rows: "3", spellcheck: "false", autocomplete: "off", placeholder: '{"Authorization": "Bearer …"}' });
  const fault = h("p", { role: "alert", class: "error" });
  const form = h("form", {}, h("label", { for: "headers" }, "Headers to ask with, in JSON, as in GraphiQL; this tab keeps them until it is closed"),
    headers, h("button", {}, "Open the map"), fault);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = headersIn(headers.value);
    fault.textContent = given ? "" : "This is no JSON object of texts.";
    if (given) {
      keep(given);
      open();
    }
  });
  detail.replaceChildren(h("p", { role: "alert" }, message), form);
}

async function start() {
  const response = await fetch("/graphiql/map/data", { headers: { ...kept(), accept: "application/json" } });
  const body = await response.json();
  if (!response.ok) return showRefused(body.message ?? `The gateway answered ${response.status}.`);
  const map = indexed({ ...body.bound, tables: body.tables });
  const all = entries(map);
  const show = () => {
    detail.replaceChildren(...shown(map).flat(9).filter(Boolean));
    detail.scrollTop = 0;
    showList(all);
  };
  search.addEventListener("input", () => showList(all));
  window.addEventListener("hashchange", show);
  return show();
}

function open() {
  start().catch((failure) => showRefused(String(failure.message)));
}

open();
