// Apollo Gateway and Hive Gateway over what the subgraphs compose to.
import { createServer } from "node:http";
import { composeServices } from "@apollo/composition";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { parse } from "graphql";

/** The SDL that a subgraph tells of itself. */
export async function sdlOf(url) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: "{ _service { sdl } }" }),
  });
  const answer = await response.json();
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data._service.sdl;
}

/** The supergraph of subgraphs, each with its name, URL and SDL; every fault that composition finds, otherwise. */
export function compose(subgraphs) {
  const composed = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (composed.errors) throw new Error(composed.errors.map((error) => error.message).join("\n"));
  const warnings = composed.hints.filter((hint) => hint.definition.level.name === "WARN");
  if (warnings.length > 0) throw new Error(warnings.map((hint) => hint.toString()).join("\n"));
  return composed.supergraphSdl;
}

// With the header "trace" the answer tells what the subgraphs told of their work.
const traces = {
  async requestDidStart({ request, metrics }) {
    metrics.captureTraces = request.http?.headers.has("trace") ?? false;
    return {
      async willSendResponse({ metrics, response }) {
        if (metrics.queryPlanTrace) response.body.singleResult.extensions = { trace: metrics.queryPlanTrace };
      },
    };
  },
};

/** Apollo Gateway on a free port; its URL. */
export async function apollo(supergraphSdl) {
  const server = new ApolloServer({
    gateway: new ApolloGateway({ supergraphSdl }),
    logger: { debug() {}, info() {}, warn: console.error, error: console.error },
    plugins: [traces],
    includeStacktraceInErrorResponses: false,
  });
  return (await startStandaloneServer(server, { listen: { port: 0, host: "localhost" } })).url;
}

/** Hive Gateway on a free port; its URL. */
export async function hive(supergraph) {
  const gateway = createGatewayRuntime({
    supergraph,
    logging: "warn",
    genericAuth: {
      mode: "protect-granular",
      resolveUserFn: ({ request }) => {
        const user = request.headers.get("user");
        return user && { scopes: [user], policies: [user] };
      },
      extractScopes: (user) => user?.scopes ?? [],
      extractPolicies: (user) => user?.policies ?? [],
      rejectUnauthenticated: false,
    },
    progressiveOverride: (label, context) => context.request.headers.get("override") === label,
  });
  const server = createServer(gateway);
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  return `http://localhost:${server.address().port}/graphql`;
}
