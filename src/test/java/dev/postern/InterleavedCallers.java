package dev.postern;

import static dev.postern.testing.IdentityProject.ask;
import static dev.postern.testing.IdentityProject.token;

import dev.postern.testing.Gateway;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Many callers of three companies, and nobodies among them, who ask at once for what is each one's own. */
final class InterleavedCallers {

    private static final String NOTES = "{ notes { company author { asked notes { company } } } }";

    private InterleavedCallers() {}

    /** What some of them were told that is not theirs; none when all is well. */
    static List<String> wrong(Gateway gateway, int callers) {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < callers; i++) {
                var number = i;
                threads.execute(() -> {
                    var told = fault(gateway, number);
                    if (told != null) {
                        wrong.add(told);
                    }
                });
            }
        }
        return wrong.stream().limit(3).toList();
    }

    /** A note and its author's notes, all of one company; three of them. */
    private static String notes(int company) {
        var note = "{\"company\":%1$d,\"author\":{\"asked\":\"%2$s\",\"notes\":[%3$s]}}"
                .formatted(company, "caller " + company, ("{\"company\":" + company + "},").repeat(3));
        var all = (note + ",").repeat(3).replace(",]", "]");
        return "{\"data\":{\"notes\":[" + all.substring(0, all.length() - 1) + "]}}";
    }

    /** What one of many is told, or what is wrong with it. */
    private static @Nullable String fault(Gateway gateway, int number) {
        var company = 1 + number % 3;
        var caller = token("caller " + company, company);
        var expected = switch (number % 7) {
            case 0 -> "{\"data\":{\"notes\":[]}}";
            case 1 ->
                "{\"errors\":[{\"message\":\"Argument 'id' of Query.note: the value cannot be read as bigint.\","
                        + "\"locations\":[{\"line\":1,\"column\":3}],\"path\":[\"note\"],"
                        + "\"extensions\":{\"code\":\"BAD_USER_INPUT\",\"errorType\":\"BAD_REQUEST\"}}],"
                        + "\"data\":{\"note\":null}}";
            default -> notes(company);
        };
        var query = number % 7 == 1 ? "{ note(id: \"x\") { id } }" : NOTES;
        var answer =
                ask(gateway, number % 7 == 0 ? null : caller, query, Map.of()).body();
        return answer.equals(expected) ? null : expected + " expected, and not " + answer;
    }
}
