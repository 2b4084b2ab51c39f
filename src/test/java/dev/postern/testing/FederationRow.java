package dev.postern.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that a subgraph can do, and a request that shows it.
 *
 * <p>{@code NAME.graphql} has the row's title in its first line and, behind {@code # header:}, headers of the request. It is asked
 * of both gateways, {@code NAME.hive.graphql} of Hive Gateway only. {@code NAME.response.json} is the answer and
 * {@code NAME.statements.txt} what ran in Postern, {@code NAME.apollo.response.json} and so on where the gateways differ.
 * {@code NAME.sdl.txt} and {@code NAME.supergraph.txt} have lines that must be found in Postern's SDL and in the composed one, with
 * a blank for any white space and without commas.
 */
public record FederationRow(Path request) {

    private static final String HEADER = "# header: ";

    /** The rows in the order of their names. */
    public static List<FederationRow> all(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".graphql"))
                    .sorted()
                    .map(FederationRow::new)
                    .toList();
        }
    }

    /** What it shows. */
    public String title() {
        return text().findFirst().orElse("").substring(2);
    }

    /** The operation. */
    public String query() {
        return text().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
    }

    /** Headers that go with it. */
    public Map<String, String> headers() {
        return text().filter(line -> line.startsWith(HEADER))
                .map(line -> line.substring(HEADER.length()).split("=", 2))
                .collect(Collectors.toMap(header -> header[0], header -> header[1]));
    }

    /** Who is asked. */
    public List<String> gateways() {
        return isOfHive() ? List.of("hive") : List.of("apollo", "hive");
    }

    /** What must be found in an SDL. */
    public List<String> lines(String ending) throws IOException {
        var file = file("", ending + ".txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** What is expected of a gateway: its own file if there is one. */
    public Path file(String gateway, String ending) {
        var own = request.resolveSibling(name() + "." + gateway + "." + ending);
        return Files.exists(own) ? own : request.resolveSibling(name() + "." + ending);
    }

    private boolean isOfHive() {
        return request.toString().endsWith(".hive.graphql");
    }

    private String name() {
        return request.getFileName().toString().replaceAll("(\\.hive)?\\.graphql$", "");
    }

    private Stream<String> text() {
        try {
            return Files.readAllLines(request).stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
