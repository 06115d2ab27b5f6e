package dev.activations.examples;

import dev.activations.arrow.BatchFunctions;
import dev.activations.arrow.ProjectedReader;
import dev.activations.arrow.Projection;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBResultSet;

/**
 * Query, activation, query: DuckDB's result goes through a function as Arrow batches and back into a query, all in one
 * process and over the C Data Interface, so no value is copied between the two.
 *
 * <pre>mvn -Pexamples -pl examples/duckdb -am test</pre>
 */
public final class DuckDbExample {

    private static final int ROWS_IN_A_BATCH = 1 << 16;

    private DuckDbExample() {}

    /** The mean of gelu(z) per layer, of a table of a million pre-activations. */
    public static String meanOfGeluPerLayer() throws SQLException, IOException {
        Projection gelu = Projection.none().with("a", BatchFunctions.named("gelu"), "z");
        try (BufferAllocator allocator = new RootAllocator();
                DuckDBConnection duck = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("CREATE TABLE pre AS SELECT i % 2 AS layer, CAST(i % 42 - 20 AS FLOAT) / 4 AS z"
                    + " FROM range(1000000) t(i)");
            try (ResultSet query = statement.executeQuery("SELECT layer, z FROM pre");
                    ArrowArrayStream activated = ArrowArrayStream.allocateNew(allocator)) {
                ArrowReader batches =
                        (ArrowReader) ((DuckDBResultSet) query).arrowExportStream(allocator, ROWS_IN_A_BATCH);
                // The stream owns the readers from here on, and DuckDB releases it at the end of its query.
                Data.exportArrayStream(allocator, new ProjectedReader(batches, gelu, allocator), activated);
                duck.registerArrowStream("post", activated);
                return means(duck);
            }
        }
    }

    private static String means(DuckDBConnection duck) throws SQLException {
        StringBuilder lines = new StringBuilder();
        try (Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT layer, count(*), avg(a) FROM post GROUP BY layer ORDER BY layer")) {
            while (rows.next()) {
                lines.append("layer %d: %d values, mean %.6f%n"
                        .formatted(rows.getInt(1), rows.getLong(2), rows.getDouble(3)));
            }
        }
        return lines.toString();
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        System.out.print(meanOfGeluPerLayer());
    }
}
