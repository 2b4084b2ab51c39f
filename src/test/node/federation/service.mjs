// A subgraph over HTTP: what its SDL and resolvers say, by @apollo/subgraph.
import { createServer } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";

const body = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
};

/** Listens on a free port; answers its name, URL and SDL. */
export async function serve(name, sdl, resolvers) {
  const schema = buildSubgraphSchema({ typeDefs: parse(sdl), resolvers });
  const server = createServer(async (request, response) => {
    const { query, variables, operationName } = await body(request);
    const answer = await graphql({ schema, source: query, variableValues: variables, operationName });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  return { name, url: `http://localhost:${server.address().port}/`, sdl };
}
