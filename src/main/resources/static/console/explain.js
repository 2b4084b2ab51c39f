// How Postgres runs a statement, as a tree with its most costly node marked.

const h = React.createElement;

/** A node of a plan with what it took by itself: its own time, without that of the nodes below. */
function measured(node, ran) {
  const below = (node.Plans ?? []).map((child) => measured(child, ran));
  const whole = ran ? node["Actual Total Time"] * node["Actual Loops"] : node["Total Cost"];
  // an InitPlan's time is part of the node that it stands below, as any other child's
  const own = Math.max(0, whole - below.reduce((sum, child) => sum + child.whole, 0));
  return { node, below, whole, own };
}

function all(tree) {
  return [tree, ...tree.below.flatMap(all)];
}

function relation({ "Relation Name": table, Schema: schema, Alias: alias, "Index Name": index }) {
  const name = table && (schema && schema !== "public" ? `${schema}.${table}` : table);
  return [index && `using ${index}`, name && `on ${name}`, alias && alias !== table && alias]
    .filter(Boolean).join(" ");
}

const conditions = ["Index Cond", "Recheck Cond", "Hash Cond", "Merge Cond", "Join Filter", "Filter", "Sort Key",
  "Group Key", "Function Call"];

function facts(node, ran) {
  const rows = ran
    ? `${number(node["Actual Rows"])} rows${node["Actual Loops"] > 1 ? ` × ${node["Actual Loops"]}` : ""}`
      + `, ${number(node["Plan Rows"])} expected`
    : `${number(node["Plan Rows"])} rows expected`;
  const buffers = ran && `${number((node["Shared Hit Blocks"] ?? 0) + (node["Shared Read Blocks"] ?? 0))} buffers`
    + (node["Shared Read Blocks"] > 0 ? `, ${number(node["Shared Read Blocks"])} of them read` : "");
  const removed = node["Rows Removed by Filter"] > 0 && `${number(node["Rows Removed by Filter"])} rows removed`;
  return [rows, removed, buffers].filter(Boolean).join(" · ");
}

function number(value) {
  return Math.round(value).toLocaleString("en");
}

function share(tree, ran) {
  return ran ? `${tree.own.toFixed(3)} ms` : `cost ${number(tree.own)}`;
}

function Node({ tree, most, ran }) {
  const { node } = tree;
  const costly = tree === most;
  return h("li", null,
    h("div", { className: `explain-node${costly ? " explain-costly" : ""}` },
      h("span", { className: "explain-type" }, node["Node Type"]),
      " ", relation(node),
      h("span", { className: "explain-own" }, share(tree, ran), costly && " · the most costly"),
      h("div", { className: "explain-facts" }, facts(node, ran)),
      conditions.filter((name) => node[name]).map((name) =>
        h("div", { key: name, className: "explain-condition" }, `${name}: `, h("code", null, [node[name]].flat().join(", "))))),
    tree.below.length > 0 && h("ul", null, tree.below.map((child, i) => h(Node, { key: i, tree: child, most, ran }))));
}

/** @param explained what the gateway says: the plan as Postgres writes it, and whether the statement ran for it */
export function ExplainTree({ explained }) {
  const [root] = explained.plan;
  const tree = measured(root.Plan, explained.ran);
  const most = all(tree).reduce((one, other) => (other.own > one.own ? other : one));
  return h("div", { className: "explain" },
    h("p", { className: "explain-head" }, explained.ran
      ? `Planned in ${root["Planning Time"]} ms, run in ${root["Execution Time"]} ms, in a transaction that was rolled back.`
      : "It would write, so it was planned and not run."),
    h("ul", { className: "explain-tree" }, h(Node, { tree, most, ran: explained.ran })));
}
