// Runs graphql-http's server audit: node audit.mjs http://localhost:8080/graphql
// It prints each audit that is not met, counts them, and fails when a MUST or a SHOULD is among them.
import { auditServer } from "graphql-http";

const results = await auditServer({ url: process.argv[2] });
const missed = results.filter((result) => result.status !== "ok");
for (const result of missed) {
  console.log(`${result.id} ${result.status}: ${result.name}: ${result.reason}`);
}
const level = (word) => results.filter((result) => result.name.startsWith(word));
for (const word of ["MUST", "SHOULD", "MAY"]) {
  const all = level(word);
  console.log(`${word} ${all.filter((result) => result.status === "ok").length}/${all.length}`);
}
process.exit(missed.some((result) => !result.name.startsWith("MAY")) ? 1 : 0);
