// Two gateways over Postern's products and the services beside them: node federation/compat.mjs http://localhost:8080/graphql
// It prints one line of JSON when both listen, and ends when its standard input does.
import { apollo, compose, hive, sdlOf } from "./gateways.mjs";
import { services } from "./services.mjs";

const url = process.argv[2];
const products = { name: "products", url, sdl: await sdlOf(url) };
const supergraph = compose([products, ...services]);
// Apollo Gateway refuses a supergraph with these three; Apollo's router, which is no package of npm, enforces them.
const unguarded = products.sdl.replaceAll(/@(authenticated|requiresScopes|policy)(\(.*?\))?(?=\s)/g, "");
const [apolloUrl, hiveUrl] = await Promise.all([
  apollo(compose([{ ...products, sdl: unguarded }, ...services])),
  hive(supergraph),
]);
console.log(JSON.stringify({ apollo: apolloUrl, hive: hiveUrl, sdl: products.sdl, supergraph }));
process.stdin.resume().on("end", () => process.exit(0));
