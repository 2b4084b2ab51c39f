// What hangs together on the map, as columns with lines between them; each name leads to its own page.

const SPACE = "http://www.w3.org/2000/svg";
const ROW = 28;
const COLUMN = 236;
const GAP = 80;
const CHARACTERS = 27;

/** A column with more is not drawn: nobody finds a way in it. */
const MOST = 60;

function s(name, attributes, ...children) {
  const element = document.createElementNS(SPACE, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}

/** The nodes in an order in which few lines cross: each at the middle of those before it that it hangs on. */
function sorted(nodes, before, edges) {
  const middle = (node) => {
    const places = edges.filter(({ to }) => to === node.id).map(({ from }) => before.findIndex(({ id }) => id === from)).filter((i) => i >= 0);
    return places.length === 0 ? before.length : places.reduce((sum, place) => sum + place, 0) / places.length;
  };
  return nodes.map((node) => ({ node, at: middle(node) })).sort((a, b) => a.at - b.at).map(({ node }) => node);
}

function line({ from, to, writes }, places) {
  const a = places.get(from);
  const b = places.get(to);
  const [x, y, u, v] = [a.x + COLUMN, a.y + ROW / 2, b.x, b.y + ROW / 2];
  return s("path", { d: `M${x} ${y}C${x + GAP / 2} ${y} ${u - GAP / 2} ${v} ${u} ${v}`, class: writes ? "line writes" : "line" });
}

function box({ id, text }, { x, y }, isHere) {
  const short = text.length > CHARACTERS ? `${text.slice(0, CHARACTERS - 1)}…` : text;
  return s("a", { href: `#${encodeURIComponent(id)}`, class: isHere ? "box here" : "box" },
    s("title", {}, text),
    s("rect", { x, y: y + 2, width: COLUMN, height: ROW - 4, rx: 5 }),
    s("text", { x: x + 10, y: y + 18 }, short));
}

/** Marks the lines of what is pointed at. */
function follow(node, lines) {
  const mark = (isOn) => () => lines.forEach((one) => one.classList.toggle("on", isOn));
  node.addEventListener("mouseenter", mark(true));
  node.addEventListener("mouseleave", mark(false));
  node.addEventListener("focus", mark(true));
  node.addEventListener("blur", mark(false));
}

/**
 * A drawing, null where there is nothing to draw or too much.
 *
 * @param columns from left to right, each a list of {id, text}
 * @param edges from one node to one of a column further right: {from, to, writes}
 * @param here the id of the node that the page is about
 */
export function drawing(columns, edges, here, label) {
  const filled = columns.filter((nodes) => nodes.length > 0);
  if (filled.length < 2 || filled.some((nodes) => nodes.length > MOST)) return null;
  const places = new Map();
  const width = filled.length * (COLUMN + GAP) - GAP;
  const height = Math.max(...filled.map((nodes) => nodes.length)) * ROW;
  let before = [];
  filled.forEach((nodes, i) => {
    before = i === 0 ? nodes : sorted(nodes, before, edges);
    const top = (height - nodes.length * ROW) / 2;
    before.forEach(({ id }, row) => places.set(id, { x: i * (COLUMN + GAP), y: top + row * ROW }));
  });
  const lines = edges.map((edge) => ({ edge, path: line(edge, places) }));
  const boxes = filled.flat().map((node) => {
    const drawn = box(node, places.get(node.id), node.id === here);
    follow(drawn, lines.filter(({ edge }) => edge.from === node.id || edge.to === node.id).map(({ path }) => path));
    return drawn;
  });
  const picture = s("svg", { viewBox: `-2 -2 ${width + 4} ${height + 4}`, width: width + 4, height: height + 4, role: "group", "aria-label": label },
    ...lines.map(({ path }) => path), ...boxes);
  const pane = document.createElement("div");
  pane.className = "drawing";
  pane.tabIndex = 0;
  pane.setAttribute("role", "region");
  pane.setAttribute("aria-label", label);
  pane.append(picture);
  return pane;
}
