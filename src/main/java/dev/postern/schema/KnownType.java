package dev.postern.schema;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.Node;
import graphql.language.TypeDefinition;
import java.util.Map;
import java.util.TreeMap;

/** A type with all of its extensions, as far as others rely on it; each part by its name. */
record KnownType(
        String name,
        String kind,
        TypeDefinition<?> place,
        Map<String, FieldDefinition> fields,
        Map<String, InputValueDefinition> inputs,
        Map<String, Node<?>> values,
        Map<String, Node<?>> members,
        Map<String, Node<?>> interfaces,
        Map<String, Directive> keys) {

    KnownType(String name, String kind, TypeDefinition<?> place) {
        this(
                name,
                kind,
                place,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }
}
