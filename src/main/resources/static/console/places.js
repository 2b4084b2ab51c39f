// Where the fields of an operation stand, for a trace that does not say which of them a statement answered.

/** Each field of a document, with its coordinate, its way from the root and its place. */
function fields(document, schema) {
  const { TypeInfo, visit, visitWithTypeInfo } = GraphiQL.GraphQL;
  const types = new TypeInfo(schema);
  const way = [];
  const found = [];
  visit(document, visitWithTypeInfo(types, {
    Field: {
      enter(field) {
        way.push((field.alias ?? field.name).value);
        const { line, column } = field.loc.startToken;
        found.push({ coordinate: `${types.getParentType()?.name}.${field.name.value}`, path: way.join("."), line, column });
      },
      leave: () => void way.pop(),
    },
  }));
  return found;
}

/** The statements of a trace, each with the fields that it may have answered: all that it has the name of. */
export function placed(statements, query, schema) {
  if (!schema || statements.every(({ uses }) => uses.length > 0)) return statements;
  const all = fields(GraphiQL.GraphQL.parse(query), schema);
  return statements.map((one) => (one.uses.length > 0 ? one : { ...one, uses: all.filter(({ coordinate }) => coordinate === one.field) }));
}
