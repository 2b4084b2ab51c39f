// Subscribes with the clients that people use: node subscriptions.mjs http://localhost:8080/graphql
// The project is that of src/test/resources/subscriptions; what happens in it, this script makes happen by its mutation.
import assert from "node:assert/strict";
import { createClient as createSocket } from "graphql-ws";
import { createClient as createEvents } from "graphql-sse";
import WebSocket from "ws";

const url = process.argv[2] ?? "http://localhost:8080/graphql";
const subscription = { query: "subscription ($of: ID!) { readingOf(sensorId: $of) { value } }" };
const patience = 60_000;

async function add(sensor, value) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: `mutation { addReading(sensorId: ${sensor}, value: ${value}) { id } }` }),
  });
  assert.equal((await response.json()).errors, undefined);
}

/** What a client is told, one after the other; it fails when nothing comes for long. */
function subscribe(client, sensor) {
  const came = [];
  let wake = () => {};
  const stop = client.subscribe({ ...subscription, variables: { of: sensor } }, {
    next: (result) => { came.push(result); wake(); },
    error: (failure) => { came.push({ failure }); wake(); },
    complete: () => { came.push("complete"); wake(); },
  });
  return {
    stop,
    has: () => came.length > 0,
    async next() {
      const end = Date.now() + patience;
      while (came.length === 0) {
        assert.ok(Date.now() < end, "nothing came");
        await new Promise((resolve) => { wake = resolve; setTimeout(resolve, 100); });
      }
      return came.shift();
    },
  };
}

/** Somebody who is not heard yet misses what happens, so it happens until it is heard. */
async function heard(watching, sensor) {
  const end = Date.now() + patience;
  while (!watching.has()) {
    assert.ok(Date.now() < end, "nobody is heard");
    await add(sensor, 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** A query, an error, two subscriptions, of which one goes on when the other has ended. */
async function walk(name, client) {
  const answered = await new Promise((resolve, reject) => {
    let answer;
    client.subscribe({ query: "{ reading(id: 0) { value } }" }, {
      next: (result) => { answer = result; }, error: reject, complete: () => resolve(answer),
    });
  });
  assert.deepEqual(answered, { data: { reading: null } });
  const refused = await new Promise((resolve) => {
    client.subscribe({ query: "subscription { nothing }" }, {
      next: (result) => resolve(result.errors), error: resolve, complete: () => {},
    });
  });
  assert.equal(refused[0].extensions.code, "GRAPHQL_VALIDATION_FAILED");

  const one = subscribe(client, 1);
  const two = subscribe(client, 2);
  await heard(one, 1);
  await heard(two, 2);
  one.stop();
  await add(2, 70);
  for (let value = 0; value !== 70;) value = (await two.next()).data.readingOf.value;
  two.stop();
  await client.dispose();
  console.log(`${name} subscribes`);
}

await walk("graphql-ws", createSocket({ url: url.replace("http", "ws"), webSocketImpl: WebSocket, retryAttempts: 0 }));
await walk("graphql-sse", createEvents({ url, retryAttempts: 0 }));
await walk("graphql-sse on one connection", createEvents({ url, singleConnection: true, retryAttempts: 0 }));
