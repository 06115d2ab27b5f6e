package dev.activations.jobs.log.layout;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One way to spell a log: how it is recognised, and how it is turned into rows of one sample's values at one layer at one
 * step. A layout has no state; {@link LogLayouts} lists them.
 */
interface LogLayout {

    /** As {@code --layout} and the report write it, such as {@code rows}. */
    String name();

    /** What it takes, in words, for the sentence that refuses a log that is not spelled so. */
    String needs();

    /** Whether the columns of a dataset can be a log of this layout. */
    boolean fits(LogSchema schema, LayoutOptions options);

    /** The columns of a log that it reads; the report names those of the dataset that it does not read. */
    List<LogColumn> columns();

    /** The dataset's other columns that it reads, such as those that are layers. */
    default Set<String> otherColumns(LogSchema schema, LayoutOptions options) {
        return Set.of();
    }

    /** The same log with the columns of {@link LogColumn#ofRows}, of any types that these accept. */
    RowForm rows(Dataset<Row> dataset, LogSchema schema, LayoutOptions options);
}
