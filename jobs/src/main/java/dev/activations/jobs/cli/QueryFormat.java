package dev.activations.jobs.cli;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_csv;
import static org.apache.spark.sql.functions.to_json;

import dev.activations.jobs.model.PlainText;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** How {@code activations sql} prints the rows of a query. */
enum QueryFormat {
    /** Aligned columns for reading; NULL is NULL. */
    TABLE {
        @Override
        void print(Dataset<Row> rows, PrintWriter out) {
            Dataset<Row> positioned = positioned(rows);
            Column[] texts = Arrays.stream(columns(positioned))
                    .map(column -> column.cast("string"))
                    .toArray(Column[]::new);
            List<List<String>> cells = positioned.select(texts).collectAsList().stream()
                    .map(QueryFormat::cells)
                    .toList();
            List<Boolean> numbers = Arrays.stream(rows.schema().fields())
                    .map(field -> field.dataType() instanceof NumericType)
                    .toList();
            List<String> names =
                    Arrays.stream(rows.columns()).map(PlainText::of).toList();
            new TextTable(names, numbers, cells).print(out);
        }
    },

    /**
     * Comma-separated values (RFC 4180) under a line of names; NULL is empty, an empty text "", an array JSON. Text is written
     * as it is, unless a terminal would show it.
     */
    CSV {
        @Override
        void print(Dataset<Row> rows, PrintWriter out) {
            UnaryOperator<String> shown = Integer.getInteger("activations.width") == null ? s -> s : PlainText::lines;
            out.println(shown.apply(
                    Arrays.stream(rows.columns()).map(QueryFormat::quoted).collect(Collectors.joining(","))));
            Dataset<Row> positioned = positioned(rows);
            Column[] cells = Arrays.stream(positioned.schema().fields())
                    .map(field -> isNested(field.dataType())
                            ? to_json(positioned.col(field.name()), KEEP_NULLS)
                            : positioned.col(field.name()))
                    .toArray(Column[]::new);
            printLines(positioned.select(to_csv(struct(cells), Map.of("escape", "\""))), shown, out);
        }
    },

    /** One JSON object per line at full precision; NULL is null, NaN and infinities are the texts of {@code to_json}. */
    JSON {
        @Override
        void print(Dataset<Row> rows, PrintWriter out) {
            // What PlainText writes out is how JSON escapes a character, so the value stays the same.
            printLines(rows.select(to_json(struct(col("*")), KEEP_NULLS)), PlainText::of, out);
        }
    };

    private static final Map<String, String> KEEP_NULLS = Map.of("ignoreNullFields", "false");

    /** Prints every row; a statement that has no rows, such as CREATE VIEW, prints nothing. */
    void printAll(Dataset<Row> rows, PrintWriter out) {
        if (rows.columns().length > 0) {
            print(rows, out);
        }
    }

    abstract void print(Dataset<Row> rows, PrintWriter out);

    /** The same rows with columns that can be told apart, though a query may name two of them alike. */
    private static Dataset<Row> positioned(Dataset<Row> rows) {
        return rows.toDF(
                IntStream.range(0, rows.columns().length).mapToObj(i -> "_" + i).toArray(String[]::new));
    }

    private static List<String> cells(Row row) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> row.isNullAt(i) ? "NULL" : PlainText.lines(row.getString(i)))
                .toList();
    }

    private static Column[] columns(Dataset<Row> rows) {
        return Arrays.stream(rows.columns()).map(rows::col).toArray(Column[]::new);
    }

    private static boolean isNested(DataType type) {
        return type instanceof ArrayType || type instanceof MapType || type instanceof StructType;
    }

    private static void printLines(Dataset<Row> lines, UnaryOperator<String> shown, PrintWriter out) {
        // Partition by partition, so that no more than one has to fit into memory; until nobody reads any more.
        Iterator<Row> line = lines.toLocalIterator();
        while (line.hasNext() && !out.checkError()) {
            out.println(shown.apply(line.next().getString(0)));
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String name) {
        return name.matches("[^\",\\r\\n]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }
}
