package dev.postern.plan;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.postern.binding.Bindings;
import dev.postern.identity.Caller;
import dev.postern.schema.AccessRules;
import dev.postern.schema.MessageLocale;
import graphql.ExecutionInput;
import graphql.GraphQLException;
import graphql.ParseAndValidate;
import graphql.language.Document;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plans of operations, each made once and remembered.
 *
 * <p>A document is parsed and validated the first time that it comes. What cannot be planned is remembered too: documents with
 * faults, introspection, and fields that Java answers. Safe for use by several threads.
 */
public final class Plans {

    /** Characters of documents, the measure of what is kept; ordinary plans take 20 to 40 times as much, 35 MB in all. */
    private static final long CHARACTERS = 2_000_000;

    /** The characters of a number, as many as the request's JSON may have. */
    private static final int NUMBER = 1_000;

    private static final String FAULT = "the document has a fault";

    /** What an entry costs besides its document. */
    private static final int ENTRY = 200;

    private final GraphQLSchema schema;
    private final Bindings bindings;
    private final AccessRules rules;
    private final OperationLimits limits;
    private final CacheProperties cache;
    private final Cache<Key, Entry> entries = Caffeine.newBuilder()
            .maximumWeight(CHARACTERS)
            .<Key, Entry>weigher((key, entry) -> key.document.length() + ENTRY)
            .build();

    /**
     * @param schema the one that the reference path executes, with the scalars' coercion
     * @param rules whom its fields are for
     */
    public Plans(
            GraphQLSchema schema, Bindings bindings, AccessRules rules, OperationLimits limits, CacheProperties cache) {
        this.schema = schema;
        this.bindings = bindings;
        this.rules = rules;
        this.limits = limits;
        this.cache = cache;
    }

    /** Plans that nobody runs: of a schema that need not be executable, for whoever asks. */
    public static Plans of(GraphQLSchema schema, Bindings bindings, OperationLimits limits) {
        return new Plans(schema, bindings, AccessRules.NONE, limits, new CacheProperties(Duration.ZERO));
    }

    private record Key(String document, @Nullable String operationName) {}

    /**
     * @param operation null when there is none to plan
     * @param reason why there is none
     * @param metaFields the fields of the document that tell of the schema
     */
    private record Entry(@Nullable PlannedOperation operation, String reason, Set<String> metaFields) {

        Entry(String reason, Set<String> metaFields) {
            this(null, reason, metaFields);
        }
    }

    /**
     * The plan of a request.
     *
     * @param operationName which operation of the document, null when it has only one
     * @param variables as JSON has them
     * @param caller who asks
     * @throws LimitException when it asks for more than {@link OperationLimits} allow; nothing is remembered of it
     */
    public Planned plan(
            String document, @Nullable String operationName, Map<String, @Nullable Object> variables, Caller caller) {
        var entry = entries.get(new Key(document, operationName), this::entry);
        return entry.operation == null ? new Planned.Reference(entry.reason) : entry.operation.plan(variables, caller);
    }

    /**
     * Whether a request is a mutation that can be run.
     *
     * @throws LimitException as {@link #plan}
     */
    public boolean isMutation(String document, @Nullable String operationName) {
        var entry = entries.get(new Key(document, operationName), this::entry);
        return entry.operation != null && entry.operation.isMutation();
    }

    /**
     * Whether a request is a mutation that can be run, and not for a trial only.
     *
     * @throws LimitException as {@link #plan}
     */
    public boolean isKept(String document, @Nullable String operationName) {
        var entry = entries.get(new Key(document, operationName), this::entry);
        return entry.operation != null && entry.operation.isKept();
    }

    /**
     * The most statements that an operation of a valid document can run; it is planned for that, and remembered.
     *
     * @param operationName empty for one without a name
     * @return 0 where only the reference path can tell
     * @throws LimitException as {@link #plan}
     */
    public int foresee(String document, String operationName) {
        var entry = entries.get(new Key(document, operationName.isEmpty() ? null : operationName), this::entry);
        return entry.operation == null ? 0 : entry.operation.foresee();
    }

    /**
     * The fields of this document that tell of the schema, wherever they stand in it.
     *
     * @throws LimitException as {@link #plan}
     */
    public Set<String> metaFields(String document, @Nullable String operationName) {
        return entries.get(new Key(document, operationName), this::entry).metaFields;
    }

    /**
     * Whether a request is a subscription without a fault.
     *
     * @throws LimitException as {@link #plan}
     */
    public boolean isSubscription(String document, @Nullable String operationName) {
        var entry = entries.get(new Key(document, operationName), this::entry);
        return entry.operation != null && entry.operation.isSubscription();
    }

    private Entry entry(Key key) {
        check(key.document);
        var read = ParseAndValidate.parse(ExecutionInput.newExecutionInput(key.document)
                .locale(MessageLocale.OURS)
                .graphQLContext(Map.of(ParserOptions.class, limits.parserOptions()))
                .build());
        if (read.isFailure()) {
            return fault(read.getSyntaxException());
        }
        var document = read.getDocument();
        SelectionMeasure.check(limits, document);
        return ParseAndValidate.validate(schema, document, MessageLocale.OURS).isEmpty()
                ? entry(document, key.operationName)
                : new Entry(FAULT, MetaFields.of(document));
    }

    private void check(String document) {
        LimitException.require(
                "The document has",
                document.getBytes(StandardCharsets.UTF_8).length,
                "bytes",
                limits.documentSize().toBytes());
        var scan = DocumentScan.of(document);
        LimitException.require("The document has", scan.tokens(), "tokens", limits.tokens());
        LimitException.require("The document has", scan.aliases(), "aliases", limits.aliases());
        LimitException.require("The document has", scan.directives(), "directives", limits.directives());
        LimitException.require("A number of the document has", scan.longestNumber(), "characters", NUMBER);
    }

    /** What the parser would not read to its end is too much of something, and its message says of what. */
    private static Entry fault(@Nullable InvalidSyntaxException syntax) {
        if (syntax instanceof ParseCancelledException
                || syntax instanceof ParseCancelledTooDeepException
                || syntax instanceof ParseCancelledTooManyCharsException) {
            throw new LimitException(String.valueOf(syntax.getMessage()));
        }
        return new Entry(FAULT, Set.of());
    }

    private Entry entry(Document document, @Nullable String operationName) {
        var metaFields = MetaFields.of(document);
        try {
            var found = NodeUtil.getOperation(document, operationName);
            var rootType = rootType(found.operationDefinition);
            return rootType == null
                    ? new Entry("there is no such kind of operation", metaFields)
                    : new Entry(
                            new PlannedOperation(
                                    schema,
                                    bindings,
                                    rules,
                                    limits,
                                    cache,
                                    found.operationDefinition,
                                    found.fragmentsByName,
                                    rootType),
                            "",
                            metaFields);
        } catch (GraphQLException unknown) {
            return new Entry("the document has no such operation", metaFields);
        }
    }

    private @Nullable GraphQLObjectType rootType(OperationDefinition operation) {
        return switch (operation.getOperation()) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
    }
}
