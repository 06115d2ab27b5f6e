package dev.activations.jobs.tables;

import dev.activations.jobs.model.LayerKey;
import dev.activations.jobs.rules.LayerReport;
import dev.activations.jobs.rules.RunReport;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table {@code notes}: what was taken for granted about the log, and what cannot be said of a layer and why. */
public final class NotesTable {

    public static final StructType SCHEMA = new StructType()
            .add("run", DataTypes.StringType)
            .add("layer", DataTypes.StringType)
            .add("note", DataTypes.StringType, false);

    private NotesTable() {}

    /** @param ofLog those about the log as a whole, which come first */
    public static List<Row> rows(List<String> ofLog, List<RunReport> runs) {
        return Stream.concat(
                        ofLog.stream().map(note -> RowFactory.create(null, null, note)),
                        runs.stream().flatMap(run -> run.layers().stream()).flatMap(NotesTable::rows))
                .toList();
    }

    private static Stream<Row> rows(LayerReport layer) {
        LayerKey key = layer.diagnosis().layer().key();
        return layer.notes().stream()
                .map(note -> RowFactory.create(key.namedRun().orElse(null), key.layer(), note));
    }
}
