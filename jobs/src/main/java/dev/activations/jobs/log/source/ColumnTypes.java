package dev.activations.jobs.log.source;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;

/** As which types columns are to be read whose own are only guessed: those of folder names and of JSON lines. */
@FunctionalInterface
public interface ColumnTypes {

    /** Takes every guess. */
    ColumnTypes GUESSED = (name, guessed) -> Optional.empty();

    /** The type to read a column as; empty for a column of no special meaning. */
    Optional<DataType> readAs(String name, DataType guessed);

    /** Columns of text that count even where every row has the empty text in them. */
    default List<String> texts() {
        return List.of();
    }
}
