import { accessible } from "./access.js";
import { Actions } from "./actions.js";
import { linked } from "./copies.js";
import { events, subscribes } from "./events.js";
import { explorer } from "./explorer.js";
import { headersIn, keep } from "./headers.js";
import { SqlPanel } from "./panel.js";
import { tracing } from "./trace.js";

const welcome = `# Write a query here and run it with Ctrl-Enter.
# The book at the top left shows every type and field.

{
  __typename
}
`;

const h = React.createElement;
const answered = GraphiQL.createFetcher({ url: "/graphql" });
const fetcher = tracing((parameters, options) => (subscribes(parameters, options)
  ? events(parameters, options?.headers ?? {})
  : answered(parameters, options)));

/** The project's own example operations, one a tab; none is fine. */
async function examples() {
  try {
    const response = await fetch("/graphiql/examples", { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

/** What became of the last change of the project's files: null where nobody looks, nothing while the gateway is away. */
async function reload() {
  try {
    const response = await fetch("/graphiql/reload", { headers: { accept: "application/json" } });
    return response.status === 200 ? await response.json() : null;
  } catch {
    return undefined;
  }
}

/** Shows why a change is refused, and renders anew, which reads the schema again, when one is taken. */
async function follow(render) {
  let generation = 0;
  for (let state = await reload(); state !== null; state = await reload()) {
    if (state) {
      const refused = document.getElementById("refused");
      refused.hidden = state.refused.length === 0;
      refused.textContent = ["What is saved is not served:", ...state.refused].join("\n");
      if (state.generation !== generation) {
        generation = state.generation;
        render(generation);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Leads to the map, with the headers that would be sent. */
function MapLink() {
  const { headerEditor } = GraphiQL.React.useEditorContext();
  const onClick = () => keep(headersIn(headerEditor?.getValue() ?? "") ?? {});
  return h("a", { className: "map-link", href: "/graphiql/map", onClick }, "Map");
}

const plugins = [explorer];

function page(tabs, generation) {
  const opened = linked();
  return h(GraphiQL, {
    key: generation,
    fetcher,
    query: opened?.query,
    variables: opened?.variables,
    defaultTabs: tabs.length > 0 ? tabs : undefined,
    defaultQuery: welcome,
    defaultEditorToolsVisibility: "variables",
    shouldPersistHeaders: false,
    plugins,
    toolbar: { additionalContent: h(Actions, { fetcher }) },
  },
  h(GraphiQL.Logo, null, h(MapLink), h("span", null, "Postern")),
  h(GraphiQL.Footer, null, h(SqlPanel)));
}

async function start() {
  const tabs = await examples();
  const root = ReactDOM.createRoot(document.getElementById("graphiql"));
  accessible(document.getElementById("graphiql"));
  root.render(page(tabs, 0));
  await follow((generation) => root.render(page(tabs, generation)));
}

start();
