// Subscriptions: the answers of an operation that goes on.

/** Whether the operation that is run is a subscription; the editor has parsed the document already. */
export function subscribes(parameters, options) {
  const operations = (options?.documentAST?.definitions ?? []).filter((one) => one.kind === "OperationDefinition");
  const chosen = operations.find((one) => one.name?.value === parameters.operationName) ?? operations[0];
  return chosen?.operation === "subscription";
}

/** The answers by Server-Sent Events, which carry the headers of the tab as well; they can be stopped while none comes. */
export function events(parameters, headers) {
  const stop = new AbortController();
  const stream = answers(parameters, headers, stop.signal);
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

async function* answers(parameters, headers, signal) {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { ...headers, accept: "text/event-stream", "content-type": "application/json" },
    body: JSON.stringify(parameters),
    signal,
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
