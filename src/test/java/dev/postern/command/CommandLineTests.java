package dev.postern.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.postern.identity.ApiKey;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTests {

    @Test
    void servesWithoutACommand() {
        assertEquals(new CommandLine.Serve(List.of()), CommandLine.parse());
        assertEquals(new CommandLine.Serve(List.of()), CommandLine.parse("serve"));
    }

    @Test
    void passesSettingsOn() {
        var settings = List.of("--server.port=9000", "--postern.migrate=false");

        assertEquals(
                new CommandLine.Serve(settings), CommandLine.parse("--server.port=9000", "--postern.migrate=false"));
        assertEquals(
                new CommandLine.Serve(settings),
                CommandLine.parse("serve", "--server.port=9000", "--postern.migrate=false"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "-h", "--help", "serve --help", "--server.port=9000 -h"})
    void helps(String words) {
        assertEquals(new CommandLine.Help(""), CommandLine.parse(words.split(" ")));
    }

    @Test
    void helpsWithTheSchema() {
        assertEquals(new CommandLine.Help("schema"), CommandLine.parse("schema", "--help"));
        assertTrue(Usage.of("schema").startsWith("Usage: java -jar postern.jar schema"));
    }

    @Test
    void printsOrComparesTheSchema() {
        assertEquals(
                new CommandLine.Schema(new SchemaOptions(false, null, false, List.of())), CommandLine.parse("schema"));
        assertEquals(
                new CommandLine.Schema(
                        new SchemaOptions(true, "released.graphqls", true, List.of("--postern.project=demo"))),
                CommandLine.parse(
                        "schema",
                        "--federation",
                        "--against",
                        "released.graphqls",
                        "--allow-breaking",
                        "--postern.project=demo"));
        assertEquals(
                new CommandLine.Schema(new SchemaOptions(false, "a=b", false, List.of())),
                CommandLine.parse("schema", "--against=a=b"));
    }

    @Test
    void refusesWhatSchemaDoesNotTake() {
        assertEquals(
                new CommandLine.Wrong("schema does not take 'now'. Try 'schema --help'."),
                CommandLine.parse("schema", "now"));
        assertEquals(
                new CommandLine.Wrong("--against needs a value. Try 'schema --help'."),
                CommandLine.parse("schema", "--against", "--federation"));
        assertEquals(
                new CommandLine.Wrong("--allow-breaking goes with --against. Try 'schema --help'."),
                CommandLine.parse("schema", "--allow-breaking"));
    }

    @Test
    void explainsAnOperation() {
        assertEquals(
                new CommandLine.Explain(new ExplainOptions("{ a }", null, Map.of(), false, List.of())),
                CommandLine.parse("explain", "{ a }"));
        assertEquals(
                new CommandLine.Explain(new ExplainOptions(
                        "query A($id: Int = 1) { a }", "A", Map.of("id", 12), true, List.of("--postern.project=demo"))),
                CommandLine.parse(
                        "explain",
                        "query A($id: Int = 1) { a }",
                        "--operation=A",
                        "--variables",
                        "{\"id\": 12}",
                        "--analyze",
                        "--postern.project=demo"));
    }

    @Test
    void refusesWhatExplainDoesNotTake() {
        assertEquals(
                new CommandLine.Wrong("explain needs an operation, as in explain '{ … }'. Try 'explain --help'."),
                CommandLine.parse("explain", "--analyze"));
        assertEquals(
                new CommandLine.Wrong("--variables is no JSON object: '[]'."),
                CommandLine.parse("explain", "{ a }", "--variables", "[]"));
        assertEquals(
                new CommandLine.Wrong("explain does not take '{ b }'. Try 'explain --help'."),
                CommandLine.parse("explain", "{ a }", "{ b }"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "-V", "--version"})
    void namesTheVersion(String words) {
        assertEquals(new CommandLine.Version(), CommandLine.parse(words.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sevre", "Serve", "serve sevre", "--server.port=9000 sevre"})
    void doesNotGuess(String words) {
        var all = List.of(words.split(" "));

        assertEquals(new CommandLine.Unknown(all.getLast()), CommandLine.parse(words.split(" ")));
    }

    @Test
    void settingsAreACopy() {
        var settings = new ArrayList<>(List.of("--a=1"));
        var serve = new CommandLine.Serve(settings);
        settings.clear();

        assertEquals(List.of("--a=1"), serve.settings());
        assertThrows(UnsupportedOperationException.class, () -> serve.settings().add("--b=2"));
    }

    @Test
    void servesForDevelopment() {
        assertEquals(
                new CommandLine.Serve(List.of("--postern.dev=true", "--server.port=9000")),
                CommandLine.parse("serve", "--dev", "--server.port=9000"));
        assertEquals(new CommandLine.Serve(List.of("--postern.dev=true")), CommandLine.parse("--dev"));
    }

    @Test
    void theUsageNamesEveryCommand() {
        List.of("serve", "check", "explain", "schema", "token", "key", "help", "version")
                .forEach(word -> assertTrue(Usage.of("").contains("\n  " + word + " "), word));
    }

    @Test
    void checks() {
        var plain = new CheckOptions(CheckOptions.Format.TEXT, false, false, null, null, null, List.of());
        assertEquals(new CommandLine.Check(plain), CommandLine.parse("check"));
        assertEquals(
                new CommandLine.Check(new CheckOptions(
                        CheckOptions.Format.SARIF, true, true, "7", null, "docs", List.of("--postern.project=x"))),
                CommandLine.parse(
                        "check",
                        "--format=sarif",
                        "--write",
                        "--grants",
                        "--migrations-only-to",
                        "7",
                        "--operations",
                        "docs",
                        "--postern.project=x"));
        assertEquals(new CommandLine.Help("check"), CommandLine.parse("check", "--help"));
        assertEquals(new CommandLine.Help("check"), CommandLine.parse("help", "check"));
    }

    @Test
    void saysWhatCheckDoesNotTake() {
        assertEquals(
                new CommandLine.Wrong("check does not take '--wirte'. Try 'check --help'."),
                CommandLine.parse("check", "--wirte"));
        assertEquals(
                new CommandLine.Wrong("--against needs a value. Try 'check --help'."),
                CommandLine.parse("check", "--against"));
        assertEquals(
                new CommandLine.Wrong("--format is 'xml': expected text, json, github or sarif."),
                CommandLine.parse("check", "--format", "xml"));
        assertEquals(
                new CommandLine.Wrong("--against and --migrations-only-to each name a database. Keep one of the two."),
                CommandLine.parse("check", "--against", "x", "--migrations-only-to", "1"));
    }

    @Test
    void makesTokens() {
        assertEquals(
                new CommandLine.Token(new TokenOptions(
                        "ann",
                        List.of("read", "write", "admin"),
                        Map.of("company", 7, "team", "a b"),
                        Duration.ofMinutes(5),
                        List.of("--postern.project=x"))),
                CommandLine.parse(
                        "token",
                        "--sub=ann",
                        "--scope",
                        "read write",
                        "--scope=admin",
                        "--claim",
                        "company=7",
                        "--claim=team=a b",
                        "--expires",
                        "5m",
                        "--postern.project=x"));
        assertEquals(
                new CommandLine.Wrong("token needs --sub, which says whose it is. Try 'token --help'."),
                CommandLine.parse("token"));
        assertEquals(
                new CommandLine.Wrong("--expires is 'soon': a time such as 30m or 8h is expected."),
                CommandLine.parse("token", "--sub", "ann", "--expires", "soon"));
        assertEquals(new CommandLine.Help("token"), CommandLine.parse("token", "--help"));
    }

    @Test
    void makesKeys() {
        assertEquals(
                new CommandLine.Key(new KeyOptions("billing", List.of("read", "write"))),
                CommandLine.parse("key", "--name", "billing", "--scope", "read,write"));
        assertEquals(
                new CommandLine.Wrong("--name is 'a b': letters, digits and . _ - @ : / are expected."),
                CommandLine.parse("key", "--name", "a b"));
        var out = new ByteArrayOutputStream();
        KeyCommand.run(new KeyOptions("billing", List.of("read")), new PrintStream(out, true, StandardCharsets.UTF_8));
        var lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        var hash = ApiKey.hash(lines.getFirst());
        assertEquals("  " + hash + " billing read", lines.get(3));
        assertEquals(
                "  insert into postern_api_key (hash, name, scopes) values ('" + hash
                        + "', 'billing', array['read']::text[]);",
                lines.get(5));
    }
}
