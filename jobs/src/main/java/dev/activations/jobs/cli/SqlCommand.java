package dev.activations.jobs.cli;

import dev.activations.functions.Catalogue;
import dev.activations.functions.NearNames;
import dev.activations.jobs.log.source.ReadFailure;
import dev.activations.jobs.log.source.SparkMessage;
import dev.activations.jobs.model.InputException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code activations sql}: runs one query with the functions there and prints its rows. */
@Command(
        name = "sql",
        description = "Runs a Spark SQL query that can use the activation functions.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 done, 2 usage or input error, 4 internal error or too little",
            "memory, 129, 130 and 143 stopped by SIGHUP, SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  bin/activations sql \"SELECT relu(-1D), leaky_relu(x => -2D, alpha => 0.2D)\"",
            "  bin/activations sql \"DESCRIBE FUNCTION EXTENDED gelu\"",
            "  bin/activations sql --format csv \"SELECT layer, avg(gelu(pre[0])) AS mean \\",
            "    FROM parquet.\\`examples/digits-log/run=healthy-gelu\\` GROUP BY layer\""
        })
final class SqlCommand implements Callable<Integer> {

    @Parameters(paramLabel = "QUERY", description = "The query, in Spark SQL.")
    private String query;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description =
                    "How to print the rows: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}; json is one object"
                            + " per line.")
    private QueryFormat format;

    @Mixin
    private SparkOptions spark;

    @Spec
    private CommandSpec spec;

    private static String sentence(Exception failure) {
        if (failure instanceof SparkThrowable spark && "UNRESOLVED_ROUTINE".equals(spark.getCondition())) {
            String name = spark.getMessageParameters().get("routineName").replace("`", "");
            List<String> near = NearNames.of(name, names());
            return "there is no function %s%s"
                    .formatted(name, near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?");
        }
        return SparkMessage.of(failure);
    }

    /** Every name that this project gives to a function in SQL. */
    private static List<String> names() {
        return Catalogue.all().stream()
                .flatMap(entry -> Stream.concat(Stream.of(entry.name()), entry.aliases().stream()))
                .flatMap(name -> Stream.of(name, name + "_derivative"))
                .toList();
    }

    @Override
    public Integer call() {
        SparkSession session = spark.session();
        try {
            format.printAll(session.sql(query), spec.commandLine().getOut());
            return ExitStatus.OK;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw ReadFailure.describe(e).orElseGet(() -> new InputException(sentence(e), e));
        }
    }
}
