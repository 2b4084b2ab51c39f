// Apollo Gateway over the fleet, which Postern serves, and the service of bookings: npm start
import { ApolloGateway, IntrospectAndCompose } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";
import { bookingsService } from "./bookings.mjs";

const port = Number(process.env.PORT ?? 4000);
const fleet = process.env.POSTERN_URL ?? "http://localhost:8080/graphql";
const bookings = await bookingsService(port && port + 1);

const gateway = new ApolloGateway({
  supergraphSdl: new IntrospectAndCompose({
    subgraphs: [
      { name: "fleet", url: fleet },
      { name: "bookings", url: bookings },
    ],
  }),
  logger: { debug() {}, info() {}, warn: console.error, error: console.error },
});
const { url } = await startStandaloneServer(new ApolloServer({ gateway }), { listen: { port } });
console.log(`One graph of fleet and bookings at ${url}`);
