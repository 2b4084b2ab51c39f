// A service beside the fleet: who has booked what on which vessel. It knows vessels by their IMO numbers and ports by their
// UN/LOCODEs, and nothing else of them.
import { createServer } from "node:http";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { graphql, parse } from "graphql";

const bookings = [
  { id: "B1", customer: "Ito Foods", tonnes: 420, vessel: 9590101, port: "NLRTM" },
  { id: "B2", customer: "Baltic Timber", tonnes: 1800.5, vessel: 9399947, port: "SGSIN" },
  { id: "B3", customer: "Ito Foods", tonnes: 75, vessel: 9590101, port: "SGSIN" },
].map((booking) => ({
  ...booking,
  vessel: { imoNumber: booking.vessel },
  port: { unlocode: booking.port },
}));

const schema = buildSubgraphSchema({
  typeDefs: parse(`
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

    type Query {
      bookings: [Booking!]!
    }
    type Booking {
      id: ID!
      customer: String!
      tonnes: Float!
      vessel: Vessel!
      port: Port!
    }
    type Vessel @key(fields: "imoNumber") {
      imoNumber: Int!
      bookings: [Booking!]!
    }
    type Port @key(fields: "unlocode", resolvable: false) {
      unlocode: ID!
    }`),
  resolvers: {
    Query: { bookings: () => bookings },
    Vessel: { bookings: ({ imoNumber }) => bookings.filter(({ vessel }) => vessel.imoNumber === imoNumber) },
  },
});

const text = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
};

/** Listens on a port, 0 for any; answers its URL. */
export async function bookingsService(port) {
  const server = createServer(async (request, response) => {
    const { query, variables, operationName } = JSON.parse(await text(request));
    const answer = await graphql({ schema, source: query, variableValues: variables, operationName });
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answer));
  });
  server.keepAliveTimeout = 60_000; // longer than the gateway keeps a connection, or it may ask on one that is closing
  await new Promise((resolve) => server.listen(port, "localhost", resolve));
  return `http://localhost:${server.address().port}/graphql`;
}
