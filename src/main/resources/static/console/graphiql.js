"use strict";

const welcome = `# Write a query here and run it with Ctrl-Enter.
# The book at the top left shows every type and field.

{
  __typename
}
`;

/** The project's own example operations, one a tab; none is fine. */
async function examples() {
  try {
    const response = await fetch("/graphiql/examples", { headers: { accept: "application/json" } });
    return response.ok ? await response.json() : [];
  } catch {
    return [];
  }
}

async function start() {
  const tabs = await examples();
  const page = React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    defaultTabs: tabs.length > 0 ? tabs : undefined,
    defaultQuery: welcome,
    defaultEditorToolsVisibility: "variables",
    shouldPersistHeaders: false,
  });
  ReactDOM.createRoot(document.getElementById("graphiql")).render(page);
}

start();
