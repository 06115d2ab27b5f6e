package dev.activations.spark.catalyst.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.spark.Sessions;
import dev.activations.spark.catalyst.aggregate.AggregateFunctions;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;

/** A session in which docs/sql-functions.sql was run, and from which the functions of the jar were taken before. */
final class ScriptSession {

    static final Path SCRIPT = Path.of("../docs/sql-functions.sql");

    private ScriptSession() {}

    static SparkSession create() {
        SparkSession session = withoutTheJarsFunctions();
        try {
            String script = Files.readString(SCRIPT).replaceAll("(?m)^--.*$", "");
            Arrays.stream(script.split(";\\n"))
                    .filter(statement -> !statement.isBlank())
                    .forEach(session::sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return session;
    }

    /** The statement of the script that makes relu, for a function of another name. */
    static String reluCalled(String name) {
        return SqlScript.statements().stream()
                .filter(statement -> statement.contains(" relu("))
                .findFirst()
                .orElseThrow()
                .replace(" relu(", " " + name + "(");
    }

    private static SparkSession withoutTheJarsFunctions() {
        SparkSession session = Sessions.shared().newSession();
        FunctionRegistry registry = ((org.apache.spark.sql.classic.SparkSession) session)
                .sessionState()
                .functionRegistry();
        Stream.concat(
                        SqlFunctions.all().stream().map(SqlFunction::name),
                        AggregateFunctions.all("").stream().map(AggregateFunctions.Aggregate::name))
                .forEach(name -> assertThat(registry.dropFunction(SqlFunctions.identifier(registry, name)))
                        .isTrue());
        SqlFunctions.all().stream().filter(SqlFunction::extendsSparks).forEach(function -> putBack(registry, function));
        return session;
    }

    /** Spark's own function in the place of the jar's. */
    private static void putBack(FunctionRegistry registry, SqlFunction function) {
        FunctionIdentifier name = SqlFunctions.identifier(registry, function.name());
        FunctionRegistry sparks = FunctionRegistry.builtin();
        FunctionIdentifier there = SqlFunctions.identifier(sparks, function.name());
        registry.registerFunction(
                name,
                sparks.lookupFunction(there).get(),
                sparks.lookupFunctionBuilder(there).get());
    }
}
