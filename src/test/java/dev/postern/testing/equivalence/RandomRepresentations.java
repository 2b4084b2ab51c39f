package dev.postern.testing.equivalence;

import dev.postern.testing.Gateway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random lists of representations for the case {@code federation}, good and bad ones, with random selections. */
public final class RandomRepresentations {

    private static final List<String> SELECTIONS = List.of(
            "... on Product { id title }",
            "... on Product { sku maker { code name } parts { name } }",
            "... on Product { postage }",
            "... on Product { stamps title }",
            "... on Part { serial name product { title parts { name } } }",
            "... on Reading { value sensor { grade id } }",
            "... on User { id favourites { title } }",
            "... on Mailbox { greeting }",
            "... on Medium { title __typename }",
            "... on Book { pages }",
            "... on Film { minutes }",
            "... on Twin { text }",
            "__typename");

    private static final List<Object> VALUES = List.of(
            7,
            8,
            9,
            404,
            1,
            2,
            5,
            "7",
            "007",
            "abc",
            true,
            "",
            "rope",
            "anvil",
            -1,
            1.5,
            Map.of("code", "ACME"),
            List.of(7));

    private static final List<String> SERIALS =
            List.of("0A1B2C3D-0000-4000-8000-00000000000F", "0a1b2c3d-0000-4000-8000-000000000fff", "0a1b2c3d", "");

    private static final List<String> TYPES = List.of(
            "Product", "Product", "Product", "Part", "Reading", "User", "Mailbox", "Medium", "Book", "Film", "Twin",
            "None");

    private final Random random;

    private RandomRepresentations(long seed) {
        this.random = new Random(seed);
    }

    /** The body of the request of a seed. */
    public static String body(long seed) {
        return new RandomRepresentations(seed).body();
    }

    private String body() {
        var representations = new ArrayList<Object>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            representations.add(random.nextInt(20) == 0 ? any(VALUES) : representation());
        }
        var selected = new ArrayList<String>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            selected.add(any(SELECTIONS));
        }
        return Gateway.JSON.writeValueAsString(Map.of(
                "query",
                "query ($r: [_Any!]!) { _entities(representations: $r) { " + String.join(" ", selected) + " } }",
                "variables",
                Map.of("r", representations)));
    }

    private Map<String, Object> representation() {
        var representation = new HashMap<String, Object>();
        representation.put("__typename", any(TYPES));
        maybe(representation, "id", any(VALUES));
        maybe(representation, "sku", any(VALUES));
        maybe(representation, "maker", Map.of("code", any(List.of("ACME", "NORD", 5))));
        maybe(representation, "serial", any(SERIALS));
        maybe(representation, "address", any(VALUES));
        maybe(representation, "sensor", Map.of("id", any(VALUES), "grade", any(List.of("FINE", "COARSE", "NONE"))));
        maybe(representation, "at", any(List.of("2026-01-31T14:05:00.500Z", "2026-01-31T16:05:00.5+02:00", "now")));
        maybe(representation, "price", any(VALUES));
        maybe(representation, "dimensions", Map.of("size", any(List.of("large", "small")), "weight", any(VALUES)));
        maybe(representation, "parcels", List.of(Map.of("weight", any(List.of(1, 2.5, 1e3)), "label", "x")));
        return representation;
    }

    private void maybe(Map<String, Object> representation, String name, Object value) {
        if (random.nextInt(6) > 0) {
            representation.put(name, value);
        }
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
