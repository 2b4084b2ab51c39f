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

const answered = GraphiQL.createFetcher({ url: "/graphql" });

/** The answers to a subscription, by Server-Sent Events, which carry the headers of the tab as well. */
async function* events(parameters, headers, stop) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { ...headers, accept: "text/event-stream", "content-type": "application/json" },
    body: JSON.stringify(parameters),
    signal: stop.signal,
  });
  if (!response.ok || !response.body) {
    yield await response.json();
    return;
  }
  let rest = "";
  for await (const text of texts(response.body)) {
    const parts = (rest + text).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const data = part.match(/^event: next\ndata: (.*)$/);
      if (data) yield JSON.parse(data[1]);
    }
  }
}

async function* texts(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

/** What GraphiQL may stop at any time, also while it waits for an event. */
function subscription(parameters, headers) {
  const stop = new AbortController();
  const stream = events(parameters, headers, stop);
  return {
    [Symbol.asyncIterator]() { return this; },
    next: () => stream.next().catch((failure) => {
      if (stop.signal.aborted) return { done: true, value: undefined };
      throw failure;
    }),
    return: async (value) => {
      stop.abort();
      return { done: true, value };
    },
  };
}

/** Whether the operation that is run is a subscription; the editor has parsed the document already. */
function subscribes(parameters, options) {
  const operations = (options?.documentAST?.definitions ?? []).filter((one) => one.kind === "OperationDefinition");
  const chosen = operations.find((one) => one.name?.value === parameters.operationName) ?? operations[0];
  return chosen?.operation === "subscription";
}

function fetcher(parameters, options) {
  return subscribes(parameters, options)
    ? subscription(parameters, options?.headers ?? {})
    : answered(parameters, options);
}

function page(tabs, generation) {
  return React.createElement(GraphiQL, {
    key: generation,
    fetcher,
    defaultTabs: tabs.length > 0 ? tabs : undefined,
    defaultQuery: welcome,
    defaultEditorToolsVisibility: "variables",
    shouldPersistHeaders: false,
  });
}

async function start() {
  const tabs = await examples();
  const root = ReactDOM.createRoot(document.getElementById("graphiql"));
  root.render(page(tabs, 0));
  await follow((generation) => root.render(page(tabs, generation)));
}

start();
