package dev.activations.jobs.log.layout;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A log in rows of one sample's values at one layer at one step, before its types are checked.
 *
 * @param rows the rows, with columns under their names in a log
 * @param notes what was taken for granted, a sentence each
 */
record RowForm(Dataset<Row> rows, List<String> notes) {}
