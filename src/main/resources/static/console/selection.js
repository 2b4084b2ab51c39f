// What an operation selects, one field, type or argument more or less; texts go in and texts come out.
// A way leads from an operation to a selection by steps: a field's name, or "...Type" for what is selected of one type.

const {
  Kind, getNamedType, getNullableType, isAbstractType, isCompositeType, isEnumType, isInputObjectType, isListType,
  isRequiredArgument, isRequiredInputField, isScalarType, parse, parseType, parseValue, print, visit,
} = GraphiQL.GraphQL;

const name = (value) => ({ kind: Kind.NAME, value });
const setOf = (selections) => ({ kind: Kind.SELECTION_SET, selections });
const typename = { kind: Kind.FIELD, name: name("__typename") };

/** A text's definitions, none where it has nothing but comments; null for what cannot be read. */
export function definitions(text) {
  if (/^(\s|,|#.*)*$/.test(text)) return [];
  try {
    return parse(text).definitions;
  } catch {
    return null;
  }
}

/** The operation of a kind that the cursor stands in, or else the first. */
export function operationOf(all, kind, offset) {
  const some = all.filter((one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === kind);
  return some.find(({ loc }) => loc.start <= offset && offset <= loc.end) ?? some[0];
}

export function isStep(selection, step) {
  return selection.kind === Kind.FIELD
    ? selection.name.value === step
    : selection.kind === Kind.INLINE_FRAGMENT && `...${selection.typeCondition?.name.value}` === step;
}

/** What is selected at a step, undefined where nothing is. */
export function selected(selectionSet, step) {
  return selectionSet?.selections.find((one) => isStep(one, step));
}

function below(schema, type, step) {
  if (step.startsWith("...")) return schema.getType(step.slice(3));
  return step === "__typename" ? schema.getType("String") : getNamedType(type.getFields()[step].type);
}

/** A value that a type takes, where one has to be given. */
function example(type) {
  const bare = getNullableType(type);
  if (isListType(bare)) return { kind: Kind.LIST, values: [] };
  if (isEnumType(bare)) return { kind: Kind.ENUM, value: bare.getValues()[0].name };
  if (isInputObjectType(bare)) {
    const fields = Object.values(bare.getFields()).filter(isRequiredInputField);
    return { kind: Kind.OBJECT, fields: fields.map((one) => ({ kind: Kind.OBJECT_FIELD, name: name(one.name), value: example(one.type) })) };
  }
  return { Int: { kind: Kind.INT, value: "0" }, Float: { kind: Kind.FLOAT, value: "0" }, Boolean: { kind: Kind.BOOLEAN, value: false } }[bare.name]
    ?? { kind: Kind.STRING, value: "" };
}

function argument(definition, value = example(definition.type)) {
  return { kind: Kind.ARGUMENT, name: name(definition.name), value };
}

function made(type, step) {
  if (step.startsWith("...")) {
    return { kind: Kind.INLINE_FRAGMENT, typeCondition: { kind: Kind.NAMED_TYPE, name: name(step.slice(3)) } };
  }
  const required = step === "__typename" ? [] : type.getFields()[step].args.filter(isRequiredArgument);
  return { kind: Kind.FIELD, name: name(step), arguments: required.map((one) => argument(one)) };
}

/** What is selected of an object at first: its id, the nodes of its pages, or its first field that holds no others. */
function firstOf(type, depth = 0) {
  if (!isCompositeType(type)) return undefined;
  const fields = Object.values(type.getFields?.() ?? {}).filter((one) => !one.args.some(isRequiredArgument));
  const named = (wanted) => depth < 3 && fields.find((one) => one.name === wanted);
  const chosen = named("id") || named("edges") || named("node") || fields.find((one) => !isCompositeType(getNamedType(one.type)));
  return setOf([chosen
    ? { kind: Kind.FIELD, name: name(chosen.name), selectionSet: firstOf(getNamedType(chosen.type), depth + 1) }
    : typename]);
}

/** Selections with one more; a lone __typename of an object only kept a place. */
function withOne(type, selections, one) {
  const isPlace = selections.length === 1 && isStep(selections[0], "__typename") && !isAbstractType(type);
  return [...(isPlace ? [] : selections), one];
}

/** Selections in which the one at the end of a way is what becomes of it: nothing where that is undefined. */
function along(schema, type, selections, [step, ...rest], become) {
  const there = selections.find((one) => isStep(one, step));
  const whole = there ?? made(type, step);
  const deeper = below(schema, type, step);
  const next = rest.length === 0
    ? become(there, whole, deeper)
    : { ...whole, selectionSet: setOf(along(schema, deeper, whole.selectionSet?.selections ?? [], rest, become)) };
  if (!next) {
    const others = selections.filter((one) => !isStep(one, step));
    return others.length > 0 ? others : [typename];
  }
  return there ? selections.map((one) => (one === there ? next : one)) : withOne(type, selections, next);
}

function variablesIn(nodes) {
  const names = new Set();
  nodes.forEach((node) => visit(node, {
    VariableDefinition: () => false,
    Variable: (variable) => void names.add(variable.name.value),
  }));
  return names;
}

/** An operation without the variables that nothing uses any more, and with one that something uses now. */
function declared(before, after, others, wanted) {
  const was = variablesIn([before]);
  const is = variablesIn([after, ...others]);
  const kept = (after.variableDefinitions ?? []).filter(({ variable }) => is.has(variable.name.value) || !was.has(variable.name.value));
  const isNew = wanted && kept.every(({ variable }) => variable.name.value !== wanted.name);
  const more = isNew
    ? [{ kind: Kind.VARIABLE_DEFINITION, variable: { kind: Kind.VARIABLE, name: name(wanted.name) }, type: parseType(String(wanted.type)) }]
    : [];
  return { ...after, variableDefinitions: [...kept, ...more] };
}

function newName(kind) {
  return name(`New${kind[0].toUpperCase()}${kind.slice(1)}`);
}

/** A text with one more operation; several in one text have names. */
function appended(text, all, operation) {
  const nameless = all.find((one) => one.kind === Kind.OPERATION_DEFINITION && !one.name);
  const before = nameless ? replaced(text, nameless, { ...nameless, name: newName(nameless.operation) }) : text;
  const isAlone = all.every((one) => one.kind !== Kind.OPERATION_DEFINITION);
  const written = print(isAlone ? operation : { ...operation, name: newName(operation.operation) });
  return before.trim() ? `${before.trimEnd()}\n\n${written}\n` : `${written}\n`;
}

/** Everything around a definition stays as somebody wrote it. */
function replaced(text, old, definition) {
  return text.slice(0, old.loc.start) + print(definition) + text.slice(old.loc.end);
}

function edited(schema, { text, kind, offset }, way, become, wanted) {
  const all = definitions(text);
  const old = operationOf(all, kind, offset);
  const before = old ?? { kind: Kind.OPERATION_DEFINITION, operation: kind, selectionSet: setOf([]) };
  const changed = {
    ...before,
    selectionSet: setOf(along(schema, schema.getRootType(kind), before.selectionSet.selections, way, become)),
  };
  const after = declared(before, changed, all.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION), wanted);
  return old ? replaced(text, old, after) : appended(text, all, after);
}

/** The text in which what is at the end of a way is selected if it was not, and is not if it was. */
export function toggled(schema, place, way) {
  return edited(schema, place, way, (there, whole, type) => (there ? undefined : { ...whole, selectionSet: firstOf(type) }));
}

/** The value that somebody wrote for an argument: strings need no quotes, $name is a variable. */
function valueOf(type, written) {
  if (/^\$[_A-Za-z]\w*$/.test(written)) return { kind: Kind.VARIABLE, name: name(written.slice(1)) };
  const bare = getNullableType(type);
  if (bare.name === "String" || bare.name === "ID") return { kind: Kind.STRING, value: written };
  if (isEnumType(bare) || ["Int", "Float", "Boolean"].includes(bare.name)) {
    const value = parseValue(written);
    bare.parseLiteral(value);
    return value;
  }
  if (!isScalarType(bare)) return parseValue(written);
  try {
    const value = parseValue(written);
    return value.kind === Kind.ENUM ? { kind: Kind.STRING, value: written } : value;
  } catch {
    return { kind: Kind.STRING, value: written };
  }
}

/** A value as somebody would write it. */
export function written(value) {
  return value.kind === Kind.STRING ? value.value : print(value);
}

/**
 * The text in which a field has an argument.
 *
 * @param definition the argument's in the schema
 * @param value what somebody wrote; undefined for an example, null for no argument
 * @throws GraphQLError for what is no value
 */
export function argued(schema, place, way, definition, value) {
  const node = value === undefined || value === null ? undefined : valueOf(definition.type, value);
  const become = (there, whole, type) => {
    const others = (whole.arguments ?? []);
    const isThere = others.some((one) => one.name.value === definition.name);
    const next = value === null ? null : argument(definition, node);
    const all = isThere
      ? others.map((one) => (one.name.value === definition.name ? next : one)).filter(Boolean)
      : [...others, next].filter(Boolean);
    return { ...whole, arguments: all, selectionSet: there ? whole.selectionSet : firstOf(type) };
  };
  const wanted = node?.kind === Kind.VARIABLE ? { name: node.name.value, type: definition.type } : undefined;
  return edited(schema, place, way, become, wanted);
}
