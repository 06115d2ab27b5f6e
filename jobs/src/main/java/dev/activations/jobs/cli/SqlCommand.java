package dev.activations.jobs.cli;

import dev.activations.jobs.log.source.ReadFailure;
import dev.activations.jobs.log.source.SparkMessage;
import dev.activations.jobs.model.InputException;
import java.util.concurrent.Callable;
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
        description = "Runs a query of Spark SQL in which the activation functions are there.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
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
                    "How to print the rows: ${COMPLETION-CANDIDATES}. By default ${DEFAULT-VALUE}; json is one object"
                            + " on each line.")
    private QueryFormat format;

    @Mixin
    private SparkOptions spark;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        SparkSession session = spark.session();
        try {
            format.printAll(session.sql(query), spec.commandLine().getOut());
            return ExitStatus.OK;
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw ReadFailure.describe(e).orElseGet(() -> new InputException(SparkMessage.of(e), e));
        }
    }
}
