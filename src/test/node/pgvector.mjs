// A PostgreSQL with pgvector and what the demo needs besides, in this process: node pgvector.mjs
// It prints the port on which it listens, and ends with its standard input.
import { PGlite } from "@electric-sql/pglite";
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { vector } from "@electric-sql/pglite-pgvector";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";

const db = await PGlite.create({ extensions: { vector, btree_gist, pg_trgm } });
const server = new PGLiteSocketServer({ db, host: "127.0.0.1", port: 0, maxConnections: 10 });
server.addEventListener("listening", (event) => console.log(event.detail.port));
await server.start();
process.stdin.resume().on("end", () => process.exit(0));
