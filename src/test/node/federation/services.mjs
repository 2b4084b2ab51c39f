// The services that Postern's products are composed with.
import { serve } from "./service.mjs";

const link = (...names) => `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: [${names.map((name) => `"${name}"`).join(", ")}])`;

const users = await serve(
  "users",
  `${link("@key", "@shareable")}
  type User @key(fields: "email") {
    email: ID!
    name: String
    totalProductsCreated: Int @shareable
    yearsOfEmployment: Int!
  }
  type Supplier @key(fields: "code") { code: ID!, name: String! }
  type Query { user(email: ID!): User }`,
  {
    Query: { user: (_, { email }) => ({ email }) },
    User: {
      name: () => "the service that no longer answers this",
      totalProductsCreated: ({ email }) => (email === "ada@example.com" ? 1337 : 4),
      yearsOfEmployment: ({ email }) => (email === "ada@example.com" ? 10 : 3),
    },
    Supplier: { name: ({ code }) => `Supplier ${code}` },
  },
);

const inventory = await serve(
  "inventory",
  `${link("@key", "@shareable", "@external", "@requires")}
  type Product @key(fields: "id") {
    id: ID!
    dimensions: ProductDimension @external
    delivery: String @requires(fields: "dimensions { size weight }")
    inStock: Boolean
    reserved: Int
  }
  type ProductDimension @shareable { size: String, weight: Float }
  interface Inventory @key(fields: "id") { id: ID! }
  type Warehouse implements Inventory @key(fields: "id") { id: ID!, city: String! }
  type Query { inventory(id: ID!): Inventory, listed(first: Int!): [Product!]! }`,
  {
    Query: {
      inventory: (_, { id }) => ({ __typename: "Warehouse", id }),
      listed: (_, { first }) => Array.from({ length: first }, (none, i) => ({ id: `p${first - i}` })),
    },
    Product: {
      delivery: ({ dimensions: { size, weight } }) => `${size}, ${weight} kg`,
      inStock: () => false,
      reserved: () => -1,
    },
    Inventory: { __resolveReference: ({ id }) => ({ __typename: "Warehouse", id }) },
    Warehouse: { city: () => "Lagos" },
  },
);

const sales = await serve(
  "sales",
  `${link("@key")}
  type Product @key(fields: "sku package", resolvable: false) { sku: String, package: String }
  type ProductResearch @key(fields: "study { caseNumber }", resolvable: false) { study: CaseStudy! }
  type CaseStudy { caseNumber: ID! }
  type Query { sold: [Product!]!, studied: [ProductResearch!]! }`,
  {
    Query: {
      sold: () => [7, 3, 7].map((n) => ({ sku: `sku-${n}`, package: `@shop/p${n}` })),
      studied: () => ["1235", "1234"].map((caseNumber) => ({ study: { caseNumber } })),
    },
  },
);

const shelves = await serve(
  "shelves",
  `${link("@key")}
  type Product @key(fields: "sku variation { id }", resolvable: false) { sku: String, variation: ProductVariation }
  type ProductVariation { id: ID! }
  type Query { shelved: [Product!]! }`,
  { Query: { shelved: () => [5, 4].map((n) => ({ sku: `sku-${n}`, variation: { id: `v${n % 3}` } })) } },
);

export const services = [users, inventory, sales, shelves];
