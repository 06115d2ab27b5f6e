package dev.activations.spark.catalyst.table;

import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.SparkSessionExtensionsProvider;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.runtime.BoxedUnit;

/** A table function for tests, {@code row_count(table, a, b)}: how many rows its table has, and its settings as text. */
public final class RowCountExtension implements SparkSessionExtensionsProvider {

    private static final StructType SCHEMA =
            new StructType().add("rows", DataTypes.LongType).add("settings", DataTypes.StringType);

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        new TableFunction("row_count", "data", List.of("a", "b"), "_FUNC_(data, a, b)", "", RowCountExtension::count)
                .injectInto(extensions);
        return BoxedUnit.UNIT;
    }

    private static TableFunction.Answer count(Dataset<Row> table, Map<String, Object> settings) {
        return new TableFunction.Answer(SCHEMA, () -> table.sparkSession()
                .createDataFrame(List.of(RowFactory.create(table.count(), settings.toString())), SCHEMA));
    }
}
