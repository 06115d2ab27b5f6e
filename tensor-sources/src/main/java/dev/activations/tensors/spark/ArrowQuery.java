package dev.activations.tensors.spark;

import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/**
 * What a query asks of Arrow files: sent to every task.
 *
 * @param columns the columns wanted of the files
 * @param folderColumns the columns that folders named {@code column=value} give, behind the others
 * @param options what the table's options say
 */
record ArrowQuery(StructType columns, StructType folderColumns, ArrowOptions options) implements Serializable {

    /** The columns of a row, all of them. */
    StructType rowType() {
        StructType all = columns;
        for (var field : folderColumns.fields()) {
            all = all.add(field);
        }
        return all;
    }

    boolean isMetadata(String column) {
        return options.metadata() && column.equals(TensorColumn.METADATA.toString());
    }
}
