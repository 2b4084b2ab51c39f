package dev.postern;

import com.netflix.graphql.dgs.apq.DgsAPQSupportAutoConfiguration;
import com.netflix.graphql.dgs.springgraphql.autoconfig.DgsSpringGraphQLAutoConfiguration;
import dev.postern.command.CommandLine;
import dev.postern.command.KeyCommand;
import dev.postern.command.Usage;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.GraphQlAutoConfiguration;
import org.springframework.boot.graphql.autoconfigure.servlet.GraphQlWebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The gateway as a process. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        exclude = {
            GraphQlAutoConfiguration.class,
            GraphQlWebMvcAutoConfiguration.class,
            DgsSpringGraphQLAutoConfiguration.class,
            DgsAPQSupportAutoConfiguration.class
        })
@Import(Wiring.class)
class Main {

    public static void main(String[] args) {
        switch (CommandLine.parse(args)) {
            case CommandLine.Serve serve ->
                SpringApplication.run(Main.class, serve.settings().toArray(String[]::new));
            case CommandLine.Check check -> {
                ShortRun.begin();
                CheckProcess.silence();
                System.exit(CheckProcess.run(check.options(), System.out, System.err));
            }
            case CommandLine.Explain explain ->
                System.exit(ExplainProcess.run(explain.options(), System.out, System.err));
            case CommandLine.Schema schema -> {
                ShortRun.begin();
                CheckProcess.silence();
                System.exit(SchemaProcess.run(schema.options(), System.out, System.err));
            }
            case CommandLine.Token token -> {
                CheckProcess.silence();
                System.exit(TokenProcess.run(token.options(), System.out, System.err));
            }
            case CommandLine.Key key -> KeyCommand.run(key.options(), System.out);
            case CommandLine.Help help -> System.out.print(Usage.of(help.command()));
            case CommandLine.Version ignored -> System.out.println("postern " + version());
            case CommandLine.Unknown unknown -> {
                System.err.println("postern: there is no command '" + unknown.word() + "'. Try 'help'.");
                System.exit(2);
            }
            case CommandLine.Wrong wrong -> {
                System.err.println("postern: " + wrong.message());
                System.exit(2);
            }
        }
    }

    /** The jar's manifest has it; classes started from a build folder have none. */
    private static String version() {
        var version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
