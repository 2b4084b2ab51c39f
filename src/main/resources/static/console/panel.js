// The pane beside the answer: which SQL ran for which field, and what it took.
import { explain, lastRun, subscribe } from "./trace.js";
import { ExplainTree } from "./explain.js";
import { psql, toClipboard } from "./copies.js";
import { keep } from "./headers.js";
import { placed } from "./places.js";

const h = React.createElement;

function time(millis) {
  return `${millis < 10 ? millis.toFixed(2) : millis.toFixed(0)} ms`;
}

function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function count(number, one, several = `${one}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : several}`;
}

/** Marks the fields of a statement in the query while somebody points at its row. */
function useMarks(editor) {
  const marks = React.useRef([]);
  return (statement) => {
    marks.current.forEach((mark) => mark.clear());
    marks.current = [];
    if (!editor || !statement) return;
    marks.current = statement.uses.map(({ line, column }) => {
      const from = { line: line - 1, ch: column - 1 };
      const token = editor.getTokenAt({ line: from.line, ch: from.ch + 1 });
      return editor.markText(from, { line: from.line, ch: token.end }, { className: "sql-field" });
    });
  };
}

/** The statements whose field stands where somebody points at in the query. */
function usePointed(editor, statements) {
  const [pointed, setPointed] = React.useState(null);
  React.useEffect(() => {
    if (!editor || statements.length === 0) return undefined;
    const wrapper = editor.getWrapperElement();
    const move = (event) => {
      const at = editor.coordsChar({ left: event.clientX, top: event.clientY }, "window");
      const token = editor.getTokenAt({ line: at.line, ch: at.ch + 1 });
      const found = statements.findIndex((statement) => statement.uses.some(
        ({ line, column }) => line - 1 === at.line && token.start <= column - 1 && column - 1 < token.end));
      setPointed(found < 0 ? null : found);
    };
    const leave = () => setPointed(null);
    wrapper.addEventListener("mousemove", move);
    wrapper.addEventListener("mouseleave", leave);
    return () => {
      wrapper.removeEventListener("mousemove", move);
      wrapper.removeEventListener("mouseleave", leave);
    };
  }, [editor, statements]);
  return pointed;
}

/** The tree of the plan: each statement below the one whose rows it took keys from. */
function depth(statement) {
  const path = statement.uses[0]?.path ?? statement.field;
  return Math.min(statement.level, path.split(".").length - 1);
}

/** The text without the empty lines and the depth that a mapper's elements leave in it. */
function tidy(sql) {
  const lines = sql.split("\n").map((line) => line.trimEnd()).filter(Boolean);
  const depths = lines.slice(1).map((line) => line.search(/\S/));
  const least = Math.min(...depths);
  return lines.map((line, i) => (i === 0 ? line : line.slice(least))).join("\n");
}

function Waterfall({ statement, total }) {
  if (!statement.ran) return null;
  const left = (100 * statement.start) / total;
  const width = Math.max(0.7, (100 * statement.took) / total);
  return h("span", { className: "sql-bar", "aria-hidden": "true" },
    h("span", { className: "sql-bar-took", style: { marginLeft: `${Math.min(left, 99)}%`, width: `${width}%` } }));
}

function Parameters({ parameters }) {
  if (parameters.length === 0) return null;
  return h("dl", { className: "sql-parameters" }, parameters.map((parameter, i) => h(React.Fragment, { key: i },
    h("dt", null, `$${i + 1} ${parameter.type}`),
    h("dd", null, h("code", null, parameter.value ?? "null"), parameter.length && ` … ${count(parameter.length, "character")}`))));
}

function Details({ statement, headers }) {
  const [explained, setExplained] = React.useState(null);
  const [copied, setCopied] = React.useState(false);
  const ask = async () => {
    try {
      setExplained(await explain(statement.explain, headers));
    } catch (failure) {
      setExplained({ failure: String(failure.message) });
    }
  };
  const copy = async () => setCopied(await toClipboard(psql(statement)));
  if (!statement.ran) return h("p", { className: "sql-details" }, "It failed; the answer says what a client is told.");
  return h("div", { className: "sql-details" },
    h("p", { className: "sql-source" }, `${statement.statement} in ${statement.file}:${statement.line}`),
    h("pre", { className: "sql-text", tabIndex: 0, "aria-label": `SQL of ${statement.field}` }, tidy(statement.sql)),
    h(Parameters, { parameters: statement.parameters }),
    h("div", { className: "sql-actions" },
      h("button", { type: "button", onClick: ask }, "Explain"),
      h("button", { type: "button", onClick: copy }, copied ? "Copied" : "Copy as psql"),
      h("a", { href: `/graphiql/map#${encodeURIComponent(statement.field)}`, onClick: () => keep(headers) }, "In the map")),
    explained?.failure && h("p", { role: "alert" }, explained.failure),
    explained?.plan && h(ExplainTree, { explained }));
}

function Statement({ statement, total, headers, isPointed, mark }) {
  const [open, setOpen] = React.useState(false);
  const facts = statement.ran
    ? [statement.keys > 0 && count(statement.keys, "key"), count(statement.rows, "row"), size(statement.bytes)]
    : ["failed"];
  return h("li", {
    className: `sql-row${isPointed ? " sql-pointed" : ""}`,
    onMouseEnter: () => mark(statement), onMouseLeave: () => mark(null),
    onFocus: () => mark(statement), onBlur: () => mark(null),
  },
  h("button", { type: "button", className: "sql-line", "aria-expanded": open, onClick: () => setOpen(!open) },
    h("span", { className: "sql-name", style: { paddingLeft: `${depth(statement) * 14}px` } }, statement.field),
    h("span", { className: "sql-place" }, `${statement.file.split("/").pop()}:${statement.line}`),
    h("span", { className: "sql-facts" }, facts.filter(Boolean).join(" · ")),
    h(Waterfall, { statement, total }),
    h("span", { className: "sql-took" }, statement.ran ? time(statement.took) : "",
      statement.together > 1 && h("span", { title: `${statement.together} statements in one round trip` }, ` ÷${statement.together}`))),
  open && h(Details, { statement, headers }));
}

function Levels({ levels, total }) {
  return h("ol", { className: "sql-levels", "aria-label": "Waterfall of levels" }, levels.map((level, i) => h("li", { key: i },
    h("span", null, `Level ${i + 1}`),
    h("span", { className: "sql-bar", "aria-hidden": "true" },
      h("span", { className: "sql-bar-wait", style: { marginLeft: `${Math.min(99, (100 * level.start) / total)}%`, width: `${(100 * level.wait) / total}%` } }),
      h("span", { className: "sql-bar-took", style: { width: `${Math.max(0.7, (100 * (level.took - level.wait)) / total)}%` } })),
    h("span", { className: "sql-took" }, `${time(level.took)}, of it ${time(level.wait)} for a connection`))));
}

function Totals({ trace }) {
  const { totals } = trace;
  return h("p", { className: "sql-totals" },
    h("strong", null, count(totals.statements, "statement")), " in ", count(trace.levels.length, "round trip"),
    ` · ${count(totals.rows, "row")} · ${size(totals.bytes)} · database ${time(totals.database)} · connection ${time(totals.wait)}`
    + ` · all ${time(totals.total)}`,
    trace.path !== "plan" && " · through graphql-java");
}

/** Whom nothing is told, or what there is to tell. */
function Content({ run, editor }) {
  const { schema } = GraphiQL.React.useSchemaContext();
  const statements = React.useMemo(() => placed(run?.trace?.statements ?? [], run?.operation.query, schema), [run, schema]);
  const mark = useMarks(editor);
  const pointed = usePointed(editor, statements);
  if (!run) return h("p", { className: "sql-hint" }, "Run an operation to see its SQL.");
  if (!run.trace) {
    return h("p", { className: "sql-hint" },
      "The gateway tells no SQL of this: in production it takes the scope of postern.trace.scope.");
  }
  if (run.trace.replayed) return h("p", { className: "sql-hint" }, "Nothing ran: this answer was kept under its Idempotency-Key.");
  const total = Math.max(run.trace.totals.total, 0.001);
  return h(React.Fragment, null,
    h(Totals, { trace: run.trace }),
    h("ul", { className: "sql-rows" }, statements.map((statement, i) => h(Statement, {
      key: `${statement.field}-${i}-${statement.explain ?? ""}`, statement, total, mark, headers: run.headers, isPointed: pointed === i,
    }))),
    run.trace.levels.length > 0 && h(Levels, { levels: run.trace.levels, total }));
}

/** The pane; it stays open or closed as it was left. */
export function SqlPanel() {
  const run = React.useSyncExternalStore(subscribe, lastRun);
  const { queryEditor } = GraphiQL.React.useEditorContext();
  const [open, setOpen] = React.useState(localStorage.getItem("postern:sql") !== "closed");
  const toggle = () => {
    localStorage.setItem("postern:sql", open ? "closed" : "open");
    setOpen(!open);
  };
  return h("section", { className: `sql-panel${open ? "" : " sql-closed"}`, "aria-label": "SQL" },
    h("button", { type: "button", className: "sql-toggle", "aria-expanded": open, onClick: toggle },
      h("span", null, "SQL"), run?.trace && h("span", { className: "sql-count" }, run.trace.totals.statements)),
    open && h("div", { className: "sql-content", "aria-live": "polite" }, h(Content, { run, editor: queryEditor })));
}
