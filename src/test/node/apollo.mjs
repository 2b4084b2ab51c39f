// Pages through the demo's voyages with Apollo Client: node apollo.mjs http://localhost:8080/graphql
// It fails when what relayStylePagination has merged in the cache is not what one long page holds.
import assert from "node:assert/strict";
import { ApolloClient, HttpLink, InMemoryCache, gql } from "@apollo/client";
import { relayStylePagination } from "@apollo/client/utilities";

const client = new ApolloClient({
  link: new HttpLink({ uri: process.argv[2] ?? "http://localhost:8080/graphql" }),
  cache: new InMemoryCache({
    typePolicies: { Query: { fields: { voyages: relayStylePagination(["orderBy", "filter"]) } } },
  }),
});

const query = gql`
  query Voyages($first: Int!, $after: String) {
    voyages(first: $first, after: $after, orderBy: DESTINATION, filter: { laden: true }) {
      edges { cursor node { id departedAt } }
      pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }`;

await client.query({ query, variables: { first: 4 } });
const voyages = client.watchQuery({ query, variables: { first: 4 } });
const watching = voyages.subscribe({ error: (failure) => { throw failure; } });
const cached = () => client.readQuery({ query, variables: { first: 4 } }).voyages;
for (let page = 2; page <= 3; page++) {
  await voyages.fetchMore({ variables: { after: cached().pageInfo.endCursor } });
}
const merged = cached();
watching.unsubscribe();

const whole = await client.query({ query, variables: { first: 12 }, fetchPolicy: "no-cache" });
const ids = (connection) => connection.edges.map((edge) => edge.node.id);
assert.equal(new Set(ids(merged)).size, 12);
assert.deepEqual(ids(merged), ids(whole.data.voyages));
assert.equal(merged.pageInfo.endCursor, whole.data.voyages.pageInfo.endCursor);
assert.equal(merged.pageInfo.hasNextPage, true);
console.log(`Apollo Client merged ${merged.edges.length} edges of 3 pages`);
client.stop();
