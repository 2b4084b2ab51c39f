// What can be taken from the page to somewhere else, as text.

/** A literal of PostgreSQL. */
function literal(value) {
  return value === null ? "null" : `'${value.replaceAll("'", "''")}'`;
}

/** A type's name, quoted where it has to be. */
function typeName(name) {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** What psql runs the same way: the same text, types, values and settings, in a transaction that keeps nothing. */
export function psql(statement) {
  const cut = statement.parameters.some((parameter) => parameter.length !== undefined);
  const types = statement.parameters.map((parameter) => typeName(parameter.type)).join(", ");
  const values = statement.parameters.map((parameter) => literal(parameter.value)).join(", ");
  const settings = Object.entries(statement.settings)
    .map(([name, value]) => `select set_config(${literal(name)}, ${literal(value)}, true);`);
  return [
    ...(cut ? ["-- A value is longer than what was told of it, and is cut here."] : []),
    statement.kind === "select" ? "begin read only;" : "begin;",
    ...settings,
    `prepare postern${types ? ` (${types})` : ""} as`,
    `${statement.sql.trim()};`,
    `execute postern${values ? ` (${values})` : ""};`,
    "deallocate postern;",
    "rollback;",
    "",
  ].join("\n");
}

function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function body({ query, variables, operationName }) {
  return {
    query,
    ...(variables && Object.keys(variables).length > 0 ? { variables } : {}),
    ...(operationName ? { operationName } : {}),
  };
}

/** A command for a shell. */
export function curl(operation, headers) {
  const all = { "content-type": "application/json", ...headers };
  return [
    `curl ${quoted(new URL("/graphql", location.href).href)}`,
    ...Object.entries(all).map(([name, value]) => `  --header ${quoted(`${name}: ${value}`)}`),
    `  --data-raw ${quoted(JSON.stringify(body(operation)))}`,
  ].join(" \\\n") + "\n";
}

/** A call of JavaScript. */
export function javaScript(operation, headers) {
  return `const response = await fetch(${JSON.stringify(new URL("/graphql", location.href).href)}, {
  method: "POST",
  headers: ${JSON.stringify({ "content-type": "application/json", ...headers }, null, 2).replaceAll("\n", "\n  ")},
  body: JSON.stringify(${JSON.stringify(body(operation), null, 2).replaceAll("\n", "\n  ")}),
});
const { data, errors } = await response.json();
`;
}

/** A component's hook of Apollo Client, for the operation that is run. */
export function apolloHook(operation) {
  const { parse, print, Kind } = GraphiQL.GraphQL;
  const document = parse(operation.query);
  const definition = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION
    && (!operation.operationName || one.name?.value === operation.operationName));
  const hook = { query: "useQuery", mutation: "useMutation", subscription: "useSubscription" }[definition.operation];
  const name = definition.name?.value ?? "Operation";
  const constant = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toUpperCase();
  const variables = body(operation).variables;
  const options = variables ? `, {\n    variables: ${JSON.stringify(variables, null, 2).replaceAll("\n", "\n    ")},\n  }` : "";
  const call = definition.operation === "mutation"
    ? `const [run, { data, loading, error }] = ${hook}(${constant}${options});`
    : `const { data, loading, error } = ${hook}(${constant}${options});`;
  return `import { gql } from "@apollo/client";
import { ${hook} } from "@apollo/client/react";

const ${constant} = gql\`
${print(document).trim().replaceAll("`", "\\`").replaceAll("${", "\\${").replace(/^/gm, "  ")}
\`;

export function use${name[0].toUpperCase()}${name.slice(1)}() {
  ${call}
  return ${definition.operation === "mutation" ? "{ run, data, loading, error }" : "{ data, loading, error }"};
}
`;
}

/** An address of this page that opens with the operation; behind the #, so that no server's log has it. */
export function link(operation) {
  const parameters = new URLSearchParams({ query: operation.query });
  if (operation.variables && Object.keys(operation.variables).length > 0) {
    parameters.set("variables", JSON.stringify(operation.variables, null, 2));
  }
  return new URL(`/graphiql#${parameters}`, location.href).href;
}

/** The operation that the page's address names, if it does. */
export function linked() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const query = parameters.get("query");
  return query ? { query, variables: parameters.get("variables") ?? undefined } : null;
}

/** Whether a text came to the clipboard; a browser may forbid it on a page without TLS. */
export async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}

/** Saves a text as a file. */
export function download(name, text) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([text]));
  anchor.download = name;
  anchor.click();
  URL.revokeObjectURL(anchor.href);
}
