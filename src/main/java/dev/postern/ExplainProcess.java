package dev.postern;

import dev.postern.command.ExplainOptions;
import dev.postern.command.PlanText;
import dev.postern.command.TraceText;
import dev.postern.execution.AnswerBytes;
import dev.postern.execution.DirectExecution;
import dev.postern.execution.Explanations;
import dev.postern.execution.Interruption;
import dev.postern.execution.OperationRequest;
import dev.postern.execution.OperationTrace;
import dev.postern.execution.ResponseTarget;
import dev.postern.execution.StatementExecution;
import dev.postern.fetching.ReferenceExecution;
import dev.postern.finding.ProjectException;
import dev.postern.identity.Caller;
import dev.postern.plan.CacheProperties;
import dev.postern.plan.LimitException;
import dev.postern.plan.OperationLimits;
import dev.postern.plan.Planned;
import dev.postern.plan.Plans;
import dev.postern.schema.AccessRules;
import dev.postern.schema.ScalarProperties;
import dev.postern.schema.Scalars;
import dev.postern.schema.Transactions;
import graphql.language.AstPrinter;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.MockedWiringFactory;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.ScalarWiringEnvironment;
import graphql.schema.idl.SchemaGenerator;
import graphql.validation.Validator;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.graphql.execution.GraphQlSource;

/** The command {@code explain} as a process: settings as for a start, and no server. */
final class ExplainProcess {

    private static final int TOLD = 0;
    private static final int FAULT = 1;
    private static final int FAILED = 2;

    /** What a start would change in the database does not happen here, and it may look at what it likes. */
    private static final List<String> SETTINGS = List.of(
            "--postern.migrate=false",
            "--postern.check=off",
            "--postern.dev=false",
            "--logging.level.root=off",
            "--logging.level.dev.postern=off");

    private final ExplainOptions options;
    private final PrintStream out;
    private final PrintStream errors;

    private ExplainProcess(ExplainOptions options, PrintStream out, PrintStream errors) {
        this.options = options;
        this.out = out;
        this.errors = errors;
    }

    /** The exit code. */
    static int run(ExplainOptions options, PrintStream out, PrintStream errors) {
        var process = new ExplainProcess(options, out, errors);
        try {
            return options.analyze() ? process.analyze() : process.plan();
        } catch (ProjectException unsound) {
            errors.println(unsound.getMessage());
            return FAILED;
        } catch (LimitException tooMuch) {
            errors.println("postern: " + tooMuch.getMessage());
            return FAULT;
        } catch (RuntimeException failure) {
            errors.println("postern: " + CheckProcess.cause(failure));
            return FAILED;
        }
    }

    private int plan() {
        CheckProcess.silence();
        var environment = CheckSettings.environment(options.settings());
        var folder = CheckSettings.read(environment).folder();
        var project = CheckProcess.withJava(environment, java -> Project.read(folder, java));
        var schema = executable(project, bound(environment, "postern.scalars", ScalarProperties.class));
        var limits = bound(environment, "postern.limits", OperationLimits.class);
        var cache = bound(environment, "postern.cache", CacheProperties.class);
        return tell(new Plans(schema, project.bindings(), AccessRules.NONE, limits, cache), schema, folder);
    }

    private static <T> T bound(Environment environment, String prefix, Class<T> type) {
        return Binder.get(environment).bindOrCreate(prefix, type);
    }

    /** With the scalars that read literals and variables, and nothing that answers. */
    private static GraphQLSchema executable(Project project, ScalarProperties properties) {
        var scalars = Scalars.of(properties).and(project.federation()).all();
        var names = scalars.stream().map(scalar -> scalar.getName()).collect(Collectors.toSet());
        var wiring = RuntimeWiring.newRuntimeWiring().strictMode(false).wiringFactory(new MockedWiringFactory() {
            @Override
            public boolean providesScalar(ScalarWiringEnvironment environment) {
                return !names.contains(environment.getScalarTypeDefinition().getName())
                        && super.providesScalar(environment);
            }
        });
        scalars.forEach(wiring::scalar);
        return new SchemaGenerator().makeExecutableSchema(project.registry(), wiring.build());
    }

    private int tell(Plans plans, GraphQLSchema schema, Path folder) {
        var planned = plans.plan(options.document(), options.operationName(), options.variables(), Caller.ANONYMOUS);
        return switch (planned) {
            case Planned.Direct direct -> {
                out.print(PlanText.of(direct.plan(), folder));
                yield TOLD;
            }
            case Planned.Reference reference -> {
                faults(schema).forEach(errors::println);
                errors.println("postern: There is no plan: " + reference.reason()
                        + ". --analyze tells what graphql-java has Postgres do.");
                yield FAULT;
            }
        };
    }

    private List<String> faults(GraphQLSchema schema) {
        try {
            return new Validator()
                    .validateDocument(schema, Parser.parse(options.document()), Locale.ROOT).stream()
                            .map(error -> "postern: " + error.getMessage())
                            .toList();
        } catch (InvalidSyntaxException syntax) {
            return List.of("postern: " + syntax.getMessage());
        }
    }

    private int analyze() {
        var application = new SpringApplication(Main.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        var settings =
                Stream.concat(options.settings().stream(), SETTINGS.stream()).toArray(String[]::new);
        try (var context = application.run(settings)) {
            return analyze(context, context.getBean(ServedProject.class).current());
        }
    }

    private int analyze(ApplicationContext context, Served served) {
        var plans = new Plans(
                served.part(GraphQlSource.class).schema(),
                served.project().bindings(),
                AccessRules.NONE,
                context.getBean(OperationLimits.class),
                context.getBean(CacheProperties.class));
        var request = new OperationRequest(
                tried(options.document()), options.operationName(), options.variables(), Caller.ANONYMOUS);
        var explanations = served.part(Explanations.class);
        var target = new Answered(new OperationTrace(explanations));
        var planned = plans.plan(request.document(), request.operationName(), request.variables(), Caller.ANONYMOUS);
        var scalars = context.getBean(ScalarProperties.class);
        var direct = new DirectExecution(served.part(StatementExecution.class), scalars);
        if (!direct.answer(planned, Caller.ANONYMOUS, null, new Interruption(), target)) {
            var result = served.part(ReferenceExecution.class)
                    .execute(request, null, false, new Interruption(), target.trace);
            target.send(result.executed(), List.of(result.body()), () -> {});
        }
        out.print(TraceText.of(target.trace, explanations));
        return target.told(errors);
    }

    /** A mutation that keeps nothing. */
    private static String tried(String document) {
        try {
            var read = Parser.parse(document);
            return read.getDefinitionsOfType(OperationDefinition.class).stream()
                            .noneMatch(one -> one.getOperation() == OperationDefinition.Operation.MUTATION)
                    ? document
                    : AstPrinter.printAst(trial(read));
        } catch (InvalidSyntaxException told) {
            return document;
        }
    }

    private static Document trial(Document read) {
        var dryRun = Directive.newDirective().name(Transactions.DRY_RUNS).build();
        return read.transform(document -> document.definitions(read.getDefinitions().stream()
                .map(definition -> definition instanceof OperationDefinition one
                                && one.getOperation() == OperationDefinition.Operation.MUTATION
                        ? one.transform(operation -> operation.directives(List.of(dryRun)))
                        : definition)
                .toList()));
    }

    /** The answer, of which only errors are looked at. */
    private static final class Answered implements ResponseTarget {

        private final OperationTrace trace;
        private final AnswerBytes out = new AnswerBytes();
        private boolean executed = true;

        Answered(OperationTrace trace) {
            this.trace = trace;
        }

        @Override
        public @Nullable OperationTrace trace() {
            return trace;
        }

        @Override
        public void send(boolean began, List<ByteBuffer> body, Runnable whenSent) {
            executed = began;
            out.write(body);
            whenSent.run();
        }

        @Override
        public OutputStream stream() {
            return out;
        }

        /** The exit code, once its errors are printed, which stand at the head of an answer. */
        int told(PrintStream errors) {
            var text = out.toString(StandardCharsets.UTF_8);
            if (executed && !text.startsWith("{\"errors\"")) {
                return TOLD;
            }
            var end = text.indexOf(",\"data\":");
            errors.println("postern: " + (end < 0 ? text : text.substring(0, end) + "}"));
            return FAULT;
        }
    }
}
