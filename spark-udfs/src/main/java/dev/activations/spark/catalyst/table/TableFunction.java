package dev.activations.spark.catalyst.table;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.types.StructType;
import scala.Tuple3;

/**
 * A table function of SQL: its first argument is a table, {@code TABLE(t)}, {@code TABLE(SELECT …)} or the name of one as
 * text; the others are constants, by position or by name, and may all be left out.
 *
 * @param name as SQL calls it
 * @param table what the first argument is called
 * @param settings the names of the others, in order
 * @param usage what {@code DESCRIBE FUNCTION} says, where {@code _FUNC_} stands for the name
 * @param arguments a line for each argument, for {@code DESCRIBE FUNCTION EXTENDED}
 * @param body what the function does
 */
public record TableFunction(
        String name, String table, List<String> settings, String usage, String arguments, Body body) {

    /** Answers one call. */
    @FunctionalInterface
    public interface Body {

        /**
         * What the call gives, without computing it. What is wrong with a setting, it says by
         * {@link dev.activations.spark.catalyst.call.Failure#ofAnalysis}.
         *
         * @param table the table that it is given
         * @param settings what is given by name, in the order of the function's settings: {@code String}, {@code Boolean},
         *     {@code Number}, {@code List} or {@code Map} (in the order as written); what is NULL or left out is not in it
         */
        Answer call(Dataset<Row> table, Map<String, Object> settings);
    }

    /**
     * The table that a call gives.
     *
     * @param schema its columns, known before anything is computed
     * @param rows computes it, when the query runs, and again each time that it does
     */
    public record Answer(StructType schema, Supplier<Dataset<Row>> rows) {}

    /** Makes the function part of every session that these extensions are applied to. */
    public void injectInto(SparkSessionExtensions extensions) {
        extensions.injectTableFunction(new Tuple3<>(new FunctionIdentifier(name), info(), new TableCall(this)::apply));
    }

    private ExpressionInfo info() {
        return new ExpressionInfo(
                body.getClass().getName(),
                null,
                name,
                usage,
                "\n    Arguments:\n" + arguments,
                "",
                "",
                "table_funcs",
                "",
                "",
                "java_udf");
    }
}
