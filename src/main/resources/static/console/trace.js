// What the gateway tells of each run besides the answer, and who is told of it here.

/** The last run: the operation, its headers and its trace; the trace is null where the gateway tells nothing. */
let last = null;
const listeners = new Set();

export function lastRun() {
  return last;
}

export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tell(run) {
  last = run;
  listeners.forEach((listener) => listener());
}

/** A fetcher that asks for a trace and takes it out of the answer, which is shown as clients get it. */
export function tracing(fetcher) {
  return async (operation, options) => {
    if (operation.operationName === "IntrospectionQuery") return fetcher(operation, options);
    const headers = options?.headers ?? {};
    const answer = await fetcher(operation, { ...options, headers: { ...headers, "Postern-Trace": "1" } });
    return Symbol.asyncIterator in Object(answer)
      ? each(answer, operation, headers)
      : taken(answer, operation, headers);
  };
}

/** Whoever stops these stops those behind them at once, also while they wait. */
function each(answers, operation, headers) {
  const behind = answers[Symbol.asyncIterator]();
  return {
    [Symbol.asyncIterator]() { return this; },
    async next() {
      const { done, value } = await behind.next();
      return done ? { done, value } : { done, value: taken(value, operation, headers) };
    },
    return: async (value) => (await behind.return?.(value)) ?? { done: true, value },
  };
}

/** The answer without its trace, of which listeners are told. */
function taken(answer, operation, headers) {
  if (!isAnswer(answer)) return answer;
  const { postern = null, ...extensions } = answer.extensions ?? {};
  const isTrace = postern?.levels !== undefined;
  if (postern && !isTrace) extensions.postern = postern; // of a subscription: a gap, a cursor
  const shown = { ...answer };
  delete shown.extensions;
  if (Object.keys(extensions).length > 0) shown.extensions = extensions;
  tell({ operation, headers, trace: isTrace ? postern : null });
  return shown;
}

/** Neither a part of an answer nor something else that a fetcher may bring. */
function isAnswer(answer) {
  return answer !== null && typeof answer === "object" && ("data" in answer || "errors" in answer);
}

/** The only answer of an operation that has one. */
export async function only(answer) {
  const come = await answer;
  if (!(Symbol.asyncIterator in Object(come))) return come;
  for await (const first of come) return first;
  throw new Error("No answer came.");
}

/** How Postgres runs a statement that the trace told of: its name is that of the trace. */
export async function explain(name, headers) {
  const response = await fetch("/graphiql/explain", {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.message ?? `The gateway answered ${response.status}.`);
  return body;
}
