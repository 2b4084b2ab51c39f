// The schema as a tree with boxes to tick, beside the operation that they make.
import { argued, definitions, operationOf, selected, toggled, written } from "./selection.js";

const h = React.createElement;
const { getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isObjectType, Kind } = GraphiQL.GraphQL;

/** What stands in the editor and where the cursor is in it. */
function useText(editor) {
  const [state, setState] = React.useState({ text: "", offset: 0 });
  React.useEffect(() => {
    if (!editor) return undefined;
    const read = () => setState({ text: editor.getValue(), offset: editor.indexFromPos(editor.getCursor()) });
    read();
    editor.on("changes", read);
    editor.on("cursorActivity", read);
    return () => {
      editor.off("changes", read);
      editor.off("cursorActivity", read);
    };
  }, [editor]);
  return state;
}

/** Replaces what is different and nothing else, so that the cursor and the steps back stay. */
function write(editor, next) {
  const old = editor.getValue();
  const most = Math.min(old.length, next.length);
  let head = 0;
  while (head < most && old[head] === next[head]) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
  editor.replaceRange(next.slice(head, next.length - tail), editor.posFromIndex(head), editor.posFromIndex(old.length - tail));
}

/** What stands below a type: its fields, and of an abstract one the types that it may be. */
function stepsOf(schema, type, selectionSet) {
  const fields = Object.values(type.getFields?.() ?? {}).map((field) => ({ step: field.name, field, type: getNamedType(field.type) }));
  const types = isAbstractType(type) ? schema.getPossibleTypes(type).map((one) => ({ step: `...${one.name}`, type: one })) : [];
  const hasName = types.length > 0 || selected(selectionSet, "__typename");
  return [...(hasName ? [{ step: "__typename" }] : []), ...fields, ...types];
}

function suggestions(type) {
  const bare = getNullableType(type);
  if (isEnumType(bare)) return bare.getValues().map(({ name }) => name);
  return bare.name === "Boolean" ? ["true", "false"] : [];
}

function Value({ label, type, value, onChange }) {
  const [fault, setFault] = React.useState(null);
  const id = React.useId();
  const was = written(value);
  const take = (event) => {
    if (event.target.value === was) return setFault(null);
    try {
      onChange(event.target.value);
      return setFault(null);
    } catch {
      return setFault(`This is no ${type}.`);
    }
  };
  const some = suggestions(type);
  return h(React.Fragment, null,
    h("input", {
      type: "text", className: "explorer-value", "aria-label": label, defaultValue: was, spellCheck: false, autoComplete: "off",
      list: some.length > 0 ? `${id}-some` : undefined, "aria-invalid": fault !== null, "aria-describedby": fault ? `${id}-fault` : undefined,
      onBlur: take, onKeyDown: (event) => event.key === "Enter" && take(event),
    }),
    some.length > 0 && h("datalist", { id: `${id}-some` }, some.map((one) => h("option", { key: one, value: one }))),
    fault && h("span", { className: "explorer-fault", id: `${id}-fault`, role: "alert" }, fault));
}

function Argument({ tree, way, definition, node }) {
  const label = `${definition.name} of ${way.at(-1)}`;
  const given = node?.arguments?.find(({ name }) => name.value === definition.name);
  const give = (value) => tree.change((place) => argued(tree.schema, place, way, definition, value));
  return h("li", { className: "explorer-row explorer-argument" },
    h("label", { title: definition.description ?? undefined },
      h("input", { type: "checkbox", checked: given !== undefined, "aria-label": `Argument ${label}`, onChange: () => give(given ? null : undefined) }),
      h("span", { className: "explorer-name" }, definition.name)),
    h("span", { className: "explorer-type" }, String(definition.type)),
    given && h(Value, { key: written(given.value), label: `Value of ${label}`, type: definition.type, value: given.value, onChange: give }));
}

function Step({ tree, way, one, node }) {
  const { step, field, type } = one;
  const key = way.join("/");
  const hasMore = isCompositeType(type);
  const isOpen = hasMore && (tree.opened[key] ?? node !== undefined);
  const title = step.replace("...", "on ");
  const alias = node?.alias ? ` as ${node.alias.value}` : "";
  return h("li", null,
    h("div", { className: "explorer-row" },
      hasMore
        ? h("button", { type: "button", className: "explorer-open", "aria-expanded": isOpen, "aria-label": `Fields of ${title}`, onClick: () => tree.open(key, !isOpen) })
        : h("span", { className: "explorer-open" }),
      h("label", { title: field?.description ?? type?.description ?? undefined, className: field?.deprecationReason ? "explorer-deprecated" : undefined },
        h("input", { type: "checkbox", checked: node !== undefined, onChange: () => tree.change((place) => toggled(tree.schema, place, way)) }),
        h("span", { className: "explorer-name" }, title, alias)),
      field && h("span", { className: "explorer-type", title: String(field.type) }, String(field.type))),
    node && field?.args.length > 0 && h("ul", { "aria-label": `Arguments of ${title}` }, field.args.map((definition) =>
      h(Argument, { key: definition.name, tree, way, definition, node }))),
    isOpen && h(Steps, { tree, way, type, selectionSet: node?.selectionSet, label: `Fields of ${title}` }));
}

function Steps({ tree, way, type, selectionSet, label, filter = "" }) {
  const steps = stepsOf(tree.schema, type, selectionSet)
    .filter(({ step }) => step.toLowerCase().includes(filter) || selected(selectionSet, step));
  return h("ul", { "aria-label": label }, steps.map((one) =>
    h(Step, { key: one.step, tree, way: [...way, one.step], one, node: selected(selectionSet, one.step) })));
}

/** An operation of one kind: that which the cursor stands in, the first, or one that the first tick makes. */
function Operation({ kind, root, operation, tree, isFirst, filter }) {
  const isOpen = tree.opened[`:${kind}`] ?? (operation !== undefined || isFirst);
  return h("section", { className: "explorer-operation" },
    h("button", { type: "button", className: "explorer-kind", "aria-expanded": isOpen, onClick: () => tree.open(`:${kind}`, !isOpen) },
      kind, " ", h("strong", null, operation?.name?.value)),
    isOpen && h(Steps, { tree: { ...tree, change: (edit) => tree.change(kind, edit) }, way: [], type: root, selectionSet: operation?.selectionSet, label: `Fields of ${root.name}`, filter }));
}

function Explorer() {
  const { schema } = GraphiQL.React.useSchemaContext();
  const { queryEditor } = GraphiQL.React.useEditorContext();
  const { text, offset } = useText(queryEditor);
  const [opened, setOpened] = React.useState({});
  const [filter, setFilter] = React.useState("");
  const read = React.useMemo(() => definitions(text), [text]);
  const last = React.useRef([]);
  if (read) last.current = read;
  if (!schema || !queryEditor) return h("p", { className: "explorer-hint" }, "The schema has not come yet.");
  const all = last.current;
  const hasNone = all.every((one) => one.kind !== Kind.OPERATION_DEFINITION);
  const tree = {
    schema, opened,
    open: (key, isOpen) => setOpened({ ...opened, [key]: isOpen }),
    change: (kind, edit) => write(queryEditor, edit({ text: queryEditor.getValue(), kind, offset })),
  };
  const kinds = ["query", "mutation", "subscription"].filter((kind) => isObjectType(schema.getRootType(kind)));
  return h("div", { className: "explorer" },
    h("h2", { className: "explorer-title" }, "Explorer"),
    h("input", { type: "search", className: "explorer-value", placeholder: "Filter fields", "aria-label": "Filter fields", value: filter, onChange: (event) => setFilter(event.target.value) }),
    h("p", { className: "explorer-hint", role: "status" }, read ? "" : "What stands in the editor cannot be read at the moment."),
    h("fieldset", { disabled: !read, "aria-label": "Operations" }, kinds.map((kind) => h(Operation, {
      key: kind, kind, root: schema.getRootType(kind), operation: operationOf(all, kind, offset), tree,
      isFirst: hasNone && kind === "query", filter: filter.trim().toLowerCase(),
    }))));
}

function Icon() {
  return h("svg", { viewBox: "0 0 24 24", fill: "none", stroke: "currentColor", strokeWidth: 1.5, "aria-hidden": "true" },
    h("path", { d: "M5 4v14h5M5 10h5M13 7.5h7v5h-7zM13 15.5h7v5h-7z" }));
}

/** What GraphiQL shows at its side. */
export const explorer = { title: "Explorer", icon: Icon, content: Explorer };
