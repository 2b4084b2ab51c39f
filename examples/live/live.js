// Draws each report of a position as it comes: ?gateway=localhost:8080 names the gateway, ?flag=NO one flag.
const parameters = new URLSearchParams(location.search);
const gateway = parameters.get("gateway") ?? "localhost:8080";
const state = document.getElementById("state");
const reports = document.getElementById("reports");
const sea = document.getElementById("sea");
const pen = sea.getContext("2d");
const vessels = new Map();

const query = `subscription ($flag: String) {
  positionReported(flag: $flag) { reportedAt latitude longitude speedKnots heading vessel { id name flag } }
}`;

/** The protocol graphql-transport-ws is this short; npm graphql-ws is for those who want retries with patience and much else. */
function listen() {
  const socket = new WebSocket(`ws://${gateway}/graphql`, "graphql-transport-ws");
  socket.onopen = () => socket.send(JSON.stringify({ type: "connection_init" }));
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    if (message.type === "connection_ack") {
      socket.send(JSON.stringify({
        id: "1", type: "subscribe", payload: { query, variables: { flag: parameters.get("flag") } },
      }));
      state.textContent = "listening";
    } else if (message.type === "ping") {
      socket.send(JSON.stringify({ type: "pong" }));
    } else if (message.type === "next" && message.payload.data?.positionReported) {
      show(message.payload.data.positionReported);
    } else if (message.type === "error") {
      state.textContent = message.payload[0].message;
    }
  };
  socket.onclose = ({ code, reason }) => {
    state.textContent = `closed: ${code} ${reason}; again in a second`;
    setTimeout(listen, 1000);
  };
}

function show(report) {
  const track = vessels.get(report.vessel.id) ?? [];
  vessels.set(report.vessel.id, [...track.slice(-20), report]);
  const line = document.createElement("li");
  line.textContent = `${report.vessel.name} (${report.vessel.flag}) at ${report.latitude.toFixed(2)}, `
    + `${report.longitude.toFixed(2)}, ${report.speedKnots} kn`;
  reports.prepend(line);
  while (reports.children.length > 3) reports.lastChild.remove();
  draw();
}

function place({ latitude, longitude }) {
  return [(longitude + 180) / 360 * sea.width, (90 - latitude) / 180 * sea.height];
}

function draw() {
  sea.width = sea.clientWidth;
  sea.height = sea.clientHeight;
  pen.strokeStyle = "#1e4a6d";
  for (let degrees = -180; degrees <= 180; degrees += 30) line(
    [{ latitude: 90, longitude: degrees }, { latitude: -90, longitude: degrees }]);
  for (let degrees = -90; degrees <= 90; degrees += 30) line(
    [{ latitude: degrees, longitude: -180 }, { latitude: degrees, longitude: 180 }]);
  pen.strokeStyle = pen.fillStyle = "#ffd166";
  for (const track of vessels.values()) {
    line(track);
    const [x, y] = place(track.at(-1));
    pen.beginPath();
    pen.arc(x, y, 4, 0, 2 * Math.PI);
    pen.fill();
    pen.fillText(track.at(-1).vessel.name, x + 7, y + 4);
  }
}

function line(points) {
  pen.beginPath();
  points.map(place).forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
  pen.stroke();
}

addEventListener("resize", draw);
draw();
listen();
