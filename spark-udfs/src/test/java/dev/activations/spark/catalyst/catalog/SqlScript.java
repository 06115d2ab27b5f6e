package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.functions.Parameter;
import dev.activations.spark.catalyst.aggregate.AggregateFunctions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes docs/sql-functions.sql: the catalogue as SQL functions of Spark's built-ins. */
final class SqlScript {

    private static final String HEAD =
            """
            -- The activation functions in SQL alone, for places that take no jars: run these statements (spark-sql -f, a
            -- notebook cell each) at the start of a session of Spark 4.0 or later. Made from the catalogue by SqlScriptTest, which
            -- also runs them: their values are those of the jar's functions to within 1e-12 * max(1, |y|), for infinities, NaN
            -- and NULL too. In place of TEMPORARY functions, CREATE FUNCTION makes permanent ones where there is a metastore.
            --
            -- What the jar's functions do beyond this: float stays float (here all is double), arrays and vectors (here an array
            -- takes the formula in transform(v, x -> ...)), the last bits, parameters that are checked, and speed.
            --
            -- Each function keeps the ANSI mode of the session that created it: of text that is no number it makes an error with
            -- spark.sql.ansi.enabled, and NULL without.
            --
            -- tanh is Spark's own. Not here, because they take two inputs: %s. Nor the aggregates: %s.
            """;

    private SqlScript() {}

    static String text() {
        return HEAD.formatted(String.join(", ", missing()), String.join(", ", aggregates()))
                + "\n"
                + statements().stream().map(statement -> statement + ";\n").collect(Collectors.joining("\n"));
    }

    /** The functions of the catalogue that have no formula here. */
    static List<String> missing() {
        return Catalogue.all().stream()
                .filter(entry -> !hasFormula(entry))
                .map(Entry::name)
                .toList();
    }

    static List<String> aggregates() {
        return AggregateFunctions.all("").stream()
                .map(AggregateFunctions.Aggregate::name)
                .toList();
    }

    static List<String> statements() {
        return Catalogue.all().stream()
                .filter(SqlScript::hasFormula)
                .flatMap(SqlScript::ofEntry)
                .toList();
    }

    private static boolean hasFormula(Entry entry) {
        return SqlFormulas.SCALARS.containsKey(entry.name()) || SqlFormulas.ROWS.containsKey(entry.name());
    }

    private static Stream<String> ofEntry(Entry entry) {
        return Stream.concat(Stream.of(entry.name()), entry.aliases().stream())
                .flatMap(name -> entry.isElementwise() ? scalar(name, entry) : Stream.of(row(name, entry)));
    }

    private static Stream<String> scalar(String name, Entry entry) {
        SqlFormulas.Scalar formulas = SqlFormulas.SCALARS.get(entry.name());
        Stream<String> value = name.equals("tanh")
                ? Stream.of()
                : Stream.of(create(name, entry, "DOUBLE", entry.formula(), number(entry, formulas.value())));
        return Stream.concat(
                value,
                Stream.of(create(
                        name + "_derivative",
                        entry,
                        "DOUBLE",
                        entry.derivativeFormula(),
                        number(entry, formulas.derivative()))));
    }

    private static String number(Entry entry, String formula) {
        return "CASE WHEN x IS NULL" + nullParameters(entry) + " THEN NULL WHEN isnan(x) THEN x ELSE " + formula
                + " END";
    }

    private static String row(String name, Entry entry) {
        return create(
                name,
                entry,
                "ARRAY<DOUBLE>",
                entry.formula(),
                "CASE WHEN x IS NULL" + nullParameters(entry)
                        + " OR exists(x, v -> v IS NULL) THEN NULL WHEN size(x) = 0" + " THEN x ELSE "
                        + SqlFormulas.ROWS.get(entry.name()) + " END");
    }

    private static String nullParameters(Entry entry) {
        return entry.parameters().stream()
                .map(parameter -> " OR `" + parameter.name() + "` IS NULL")
                .collect(Collectors.joining());
    }

    private static String create(String name, Entry entry, String type, String comment, String body) {
        String parameters =
                entry.parameters().stream().map(SqlScript::parameter).collect(Collectors.joining());
        return "CREATE OR REPLACE TEMPORARY FUNCTION %s(x %s%s) RETURNS %s\nCOMMENT '%s'\nRETURN %s"
                .formatted(name, type, parameters, type, comment.replace("'", "\\'"), body);
    }

    private static String parameter(Parameter parameter) {
        boolean word = parameter.example() instanceof String;
        String otherwise = parameter
                .defaultValue()
                .map(value -> " DEFAULT " + (word ? "'" + value + "'" : value + "D"))
                .orElse("");
        return ", `%s` %s%s".formatted(parameter.name(), word ? "STRING" : "DOUBLE", otherwise);
    }
}
