package dev.postern.inspection;

import java.util.Set;

/** Postgres's own functions and operators that return something whenever they are given something. */
final class KnownFunctions {

    private static final long LOWER_OF_TEXT = 870;
    private static final long UPPER_OF_TEXT = 871;

    /** Not among them: those of JSON and of geometry, which find nothing now and then. */
    private static final Set<String> OPERATORS = Set.of(
            "+", "-", "*", "/", "%", "^", "||", "=", "<>", "<", "<=", ">", ">=", "~", "~*", "!~", "!~*", "~~", "~~*",
            "!~~", "!~~*", "&", "|", "<<", ">>", "@>", "<@", "&&", "?", "?|", "?&", "@", "%>", "<%", "<->");

    private static final Set<String> NAMES = Set.of(
            "initcap",
            "length",
            "char_length",
            "character_length",
            "octet_length",
            "btrim",
            "ltrim",
            "rtrim",
            "replace",
            "concat",
            "md5",
            "abs",
            "ceil",
            "ceiling",
            "floor",
            "round",
            "trunc",
            "sqrt",
            "power",
            "sign",
            "mod",
            "now",
            "transaction_timestamp",
            "clock_timestamp",
            "statement_timestamp",
            "date_trunc",
            "date_part",
            "to_char",
            "age",
            "make_date",
            "make_interval",
            "make_timestamptz",
            "left",
            "right",
            "lpad",
            "rpad",
            "repeat",
            "reverse",
            "split_part",
            "substr",
            "strpos",
            "position",
            "translate",
            "ascii",
            "chr",
            "encode",
            "decode",
            "jsonb_build_object",
            "json_build_object",
            "jsonb_build_array",
            "json_build_array",
            "to_json",
            "to_jsonb",
            "row_to_json",
            "array_to_json",
            "cardinality",
            "array_remove",
            "array_append",
            "array_cat",
            "string_to_array",
            "gen_random_uuid",
            "random",
            "timezone",
            "int2",
            "int4",
            "int8",
            "float4",
            "float8",
            "numeric",
            "text",
            "varchar",
            "bpchar",
            "timestamptz",
            "timestamp",
            "date",
            "time",
            "bool",
            "interval");

    /** Over at least one row, if they are never given null. */
    private static final Set<String> AGGREGATES = Set.of(
            "sum",
            "min",
            "max",
            "avg",
            "array_agg",
            "string_agg",
            "bool_and",
            "bool_or",
            "every",
            "json_agg",
            "jsonb_agg");

    /** Whatever they are given. */
    private static final Set<String> NEVER_NULL = Set.of(
            "count",
            "row_number",
            "rank",
            "dense_rank",
            "percent_rank",
            "cume_dist",
            "ntile",
            "concat",
            "num_nulls",
            "jsonb_build_object",
            "json_build_object",
            "jsonb_build_array",
            "json_build_array");

    private KnownFunctions() {}

    static boolean returns(long oid, Catalogue.Function function) {
        var text = oid == LOWER_OF_TEXT || oid == UPPER_OF_TEXT;
        return function.builtIn() && (text || NAMES.contains(function.name()));
    }

    static boolean returns(String operator, Catalogue.Function function) {
        return function.strict() && OPERATORS.contains(operator);
    }

    static boolean returnsAlways(Catalogue.Function function) {
        return function.builtIn() && NEVER_NULL.contains(function.name());
    }

    static boolean aggregates(Catalogue.Function function) {
        return function.builtIn() && AGGREGATES.contains(function.name());
    }
}
