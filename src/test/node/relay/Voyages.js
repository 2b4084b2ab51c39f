// What relay.mjs has compiled: pages of the root in both directions, and one below a port.
import { graphql } from "react-relay";

export const page = graphql`
  query VoyagesQuery($count: Int!, $port: ID!) {
    ...Voyages_list @arguments(count: $count)
    port(unlocode: $port) { name ...Voyages_departures @arguments(count: $count) }
  }
`;

export const list = graphql`
  fragment Voyages_list on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "VoyagesListPageQuery") {
    voyages(first: $count, after: $cursor, orderBy: NEWEST) @connection(key: "Voyages_voyages") {
      totalCount
      edges { node { id departedAt vessel { name } } }
    }
  }
`;

export const departures = graphql`
  fragment Voyages_departures on Port
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }) {
    departures(first: $count) @connection(key: "Voyages_departures") {
      edges { node { id toPort { name } } }
    }
  }
`;

export const backward = graphql`
  fragment Voyages_backward on Query
  @argumentDefinitions(count: { type: "Int", defaultValue: 10 }, cursor: { type: "String" })
  @refetchable(queryName: "VoyagesBackwardPageQuery") {
    latest: voyages(last: $count, before: $cursor, orderBy: NEWEST) @connection(key: "Voyages_latest") {
      edges { node { id departedAt } }
    }
  }
`;
