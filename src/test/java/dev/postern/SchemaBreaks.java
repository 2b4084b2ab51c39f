package dev.postern;

import java.util.LinkedHashMap;
import java.util.Map;

/** Changes of an SDL that break who knows it as it was. */
final class SchemaBreaks {

    private SchemaBreaks() {}

    /** Words of an SDL, and what they are today. */
    record Change(String before, String today) {}

    static Map<String, Change> all() {
        var changes = new LinkedHashMap<String, Change>();
        changes.put("a type that was there", new Change("scalar Odd scalar Even", "scalar Even"));
        changes.put("a type that was of another kind", new Change("type Odd { x: Int }", "interface Odd { x: Int }"));
        changes.put("a field that was there", new Change("type T { x: Int y: Int }", "type T { x: Int }"));
        changes.put("an input's field that was there", new Change("input I { x: Int y: Int }", "input I { x: Int }"));
        changes.put("a field that may be null now", new Change("type T { x: [Int!]! }", "type T { x: [Int]! }"));
        changes.put("a field that is of another type", new Change("type T { x: Int }", "type T { x: Float }"));
        changes.put(
                "an argument that was there",
                new Change("type T { x(a: Int b: Int): Int }", "type T { x(a: Int): Int }"));
        changes.put(
                "an argument that has to be given now",
                new Change("type T { x(a: Int): Int }", "type T { x(a: Int!): Int }"));
        changes.put(
                "an argument that had a default",
                new Change("type T { x(a: Int! = 1): Int }", "type T { x(a: Int!): Int }"));
        changes.put(
                "a new argument that has to be given", new Change("type T { x: Int }", "type T { x(a: Int!): Int }"));
        changes.put("a new field that has to be given", new Change("input I { x: Int }", "input I { x: Int y: Int! }"));
        changes.put("a value that was there", new Change("enum E { A B }", "enum E { A }"));
        changes.put(
                "a member that was there",
                new Change(
                        "type A { x: Int } type B { x: Int } union U = A | B",
                        "type A { x: Int } type B { x: Int } union U = A"));
        changes.put(
                "an interface that was there",
                new Change(
                        "interface W { x: Int } type A implements W { x: Int }",
                        "interface W { x: Int } type A { x: Int }"));
        changes.put("another default", new Change("type T { x(a: Int = 1): Int }", "type T { x(a: Int = 2): Int }"));
        changes.put(
                "a key that was there",
                new Change(
                        "type A @key(fields: \"x\") @key(fields: \"y { z } x\") { x: Int y: A z: Int }",
                        "type A @key(fields: \"x\") { x: Int y: A z: Int }"));
        return changes;
    }
}
