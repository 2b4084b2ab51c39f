package dev.postern.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrayTextTests {

    @Test
    void writesEveryElementInQuotes() {
        assertEquals(
                "{\"a\",\"\",\"NULL\",NULL,\"a,b\",\"{x}\",\"say \\\"hi\\\"\",\"back\\\\slash\"}",
                written(Arrays.asList("a", "", "NULL", null, "a,b", "{x}", "say \"hi\"", "back\\slash")));
    }

    @Test
    void writesFurtherDimensions() {
        assertEquals("{{\"1\",\"2\"},{\"3\",NULL}}", written(List.of(List.of(1, 2), Arrays.asList(3, null))));
        assertEquals("{}", written(List.of()));
    }

    @Test
    void readsWhatPostgresWrites() {
        assertEquals(List.of(), read("{}"));
        assertEquals(Arrays.asList("1", null, "NULL"), read("{1,NULL,\"NULL\"}"));
        assertEquals(
                List.of("a,b", "{x}", "say \"hi\"", "back\\slash", ""),
                read("{\"a,b\",\"{x}\",\"say \\\"hi\\\"\",\"back\\\\slash\",\"\"}"));
        assertEquals(List.of(List.of("1", "2"), List.of("3", "4")), read("{{1,2},{3,4}}"));
        assertEquals(List.of("a", "b"), read("[0:1]={a,b}"));
    }

    @Test
    void readsWhatItWrote() {
        var elements = Arrays.asList("a", "", "NULL", null, "a,b", "{x}", "say \"hi\"", "back\\slash", " ", "\n", "🚢");

        assertEquals(elements, read(written(elements)));
    }

    private static String written(List<?> elements) {
        return ArrayText.write(',', elements, String::valueOf);
    }

    private static List<?> read(String text) {
        return ArrayText.read(',', text, element -> element);
    }
}
