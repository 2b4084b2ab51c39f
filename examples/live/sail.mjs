// Moves the vessels of company 12, so that there is something to see: node sail.mjs http://localhost:8080/graphql 50
// Beside serve --dev no token is needed; elsewhere TOKEN is one of an operator of that company.
const url = process.argv[2] ?? "http://localhost:8080/graphql";
const token = process.env.TOKEN;
const times = Number(process.argv[3] ?? Infinity);

async function ask(query, variables) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const answer = await response.json();
  if (answer.errors) throw new Error(answer.errors[0].message);
  return answer.data;
}

const { vessels } = await ask("{ vessels(limit: 8, filter: { retired: false, ownerId: 12 }) { id position { latitude longitude heading } } }");
const fleet = vessels.map(({ id, position }) => ({ id, latitude: 0, longitude: 0, heading: 90, ...position }));

for (let i = 0; i < times; i++) {
  const vessel = fleet[i % fleet.length];
  vessel.heading = (vessel.heading + Math.floor(Math.random() * 21) + 350) % 360;
  const course = vessel.heading * Math.PI / 180;
  vessel.latitude = Math.max(-80, Math.min(80, vessel.latitude + Math.cos(course)));
  vessel.longitude = (vessel.longitude + Math.sin(course) + 540) % 360 - 180;
  await ask("mutation ($input: ReportPositionInput!) { reportPosition(input: $input) { reportedAt } }", {
    input: { vesselId: vessel.id, latitude: vessel.latitude, longitude: vessel.longitude, speedKnots: 14.5, heading: vessel.heading },
  });
  await new Promise((resolve) => setTimeout(resolve, 200));
}
