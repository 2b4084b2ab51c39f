// What can be done with an operation besides running it: try it, share it, take it into a program.
import { apolloHook, curl, download, javaScript, link, toClipboard } from "./copies.js";
import { only } from "./trace.js";

const h = React.createElement;

/** The operation in the editors, with the variables and headers that would be sent; null while they cannot be read. */
function useOperation() {
  const { queryEditor, variableEditor, headerEditor } = GraphiQL.React.useEditorContext();
  return () => {
    const json = (editor) => JSON.parse(editor?.getValue().trim() || "{}");
    try {
      return {
        operation: {
          query: queryEditor.getValue(),
          variables: json(variableEditor),
          operationName: queryEditor.operationName ?? undefined,
        },
        headers: json(headerEditor),
      };
    } catch {
      return null;
    }
  };
}

/** The document with {@code @dryRun} behind the head of each of its mutations, null where it has none. */
export function tried(query) {
  const { parse, visit, print, Kind } = GraphiQL.GraphQL;
  let found = false;
  try {
    const document = visit(parse(query), {
      OperationDefinition(node) {
        if (node.operation !== "mutation") return undefined;
        found = true;
        return {
          ...node,
          directives: [{ kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: "dryRun" }, arguments: [] }],
        };
      },
    });
    return found ? print(document) : null;
  } catch {
    return null;
  }
}

/** Runs the operation as a trial: everything runs, and nothing is kept. */
function TryButton({ fetcher }) {
  const { ToolbarButton, useEditorContext, useExecutionContext } = GraphiQL.React;
  const { responseEditor, updateActiveTabValues } = useEditorContext();
  const { isFetching } = useExecutionContext();
  const current = useOperation();
  const run = async () => {
    const now = current();
    const query = now && tried(now.operation.query);
    const show = (value) => {
      const text = JSON.stringify(value, null, 2);
      responseEditor.setValue(text);
      updateActiveTabValues({ response: text });
    };
    if (!query) {
      show({ message: now ? "Only a mutation can be tried: a query changes nothing." : "Variables or headers are no JSON." });
      return;
    }
    try {
      show(await only(fetcher({ ...now.operation, query }, { headers: now.headers })));
    } catch (failure) {
      show({ message: String(failure) });
    }
  };
  return h(ToolbarButton, { label: "Try a mutation: it runs, and nothing is kept", onClick: run, disabled: isFetching, className: "try-button" },
    h("svg", { className: "graphiql-toolbar-icon", viewBox: "0 0 20 20", "aria-hidden": "true" },
      h("path", { d: "M7 2h6M8 2v6L3.5 15.5A1.7 1.7 0 0 0 5 18h10a1.7 1.7 0 0 0 1.5-2.5L12 8V2M6 13h8", fill: "none", stroke: "currentColor", strokeWidth: 1.5 })));
}

const shareIcon = h("svg", { className: "graphiql-toolbar-icon", viewBox: "0 0 20 20", "aria-hidden": "true" },
  h("path", { d: "M10 2v10M6 6l4-4 4 4M4 10v7h12v-7", fill: "none", stroke: "currentColor", strokeWidth: 1.5 }));

function ShareMenu({ onCopied }) {
  const { ToolbarMenu, useSchemaContext } = GraphiQL.React;
  const { schema } = useSchemaContext();
  const current = useOperation();
  const copy = (what, text) => async () => {
    const now = current();
    onCopied(now && (await toClipboard(text(now))) ? `${what} is copied.` : `${what} cannot be copied.`);
  };
  const { printSchema, introspectionFromSchema } = GraphiQL.GraphQL;
  const item = (label, onSelect) => h(ToolbarMenu.Item, { key: label, onSelect }, label);
  return h(ToolbarMenu, { label: "Share and export", button: shareIcon },
    item("Copy as curl", copy("A curl command", ({ operation, headers }) => curl(operation, headers))),
    item("Copy as fetch", copy("A fetch call", ({ operation, headers }) => javaScript(operation, headers))),
    item("Copy as Apollo hook", copy("A hook", ({ operation }) => apolloHook(operation))),
    item("Copy link", copy("A link", ({ operation }) => link(operation))),
    item("Save the SDL", () => schema && download("schema.graphql", printSchema(schema))),
    item("Save the introspection", () => schema
      && download("introspection.json", JSON.stringify({ data: introspectionFromSchema(schema) }, null, 2))));
}

/** @param fetcher what runs an operation */
export function Actions({ fetcher }) {
  const [said, setSaid] = React.useState("");
  React.useEffect(() => {
    const timer = said && setTimeout(() => setSaid(""), 4000);
    return () => clearTimeout(timer);
  }, [said]);
  return h(React.Fragment, null,
    h(TryButton, { fetcher }),
    h(ShareMenu, { onCopied: setSaid }),
    h("p", { className: "said", role: "status" }, said));
}
