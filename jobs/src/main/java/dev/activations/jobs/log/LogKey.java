package dev.activations.jobs.log;

import dev.activations.jobs.log.layout.LogColumn;
import dev.activations.jobs.model.InputException;
import dev.activations.jobs.model.LayerKey;
import dev.activations.spark.catalyst.rows.PrimitiveRow;
import java.io.Serializable;

/**
 * What names a row of a log, without its values.
 *
 * @param layer run and layer
 * @param sample the sample; 0 in a log that does not say
 * @param place its step and position
 */
public record LogKey(LayerKey layer, long sample, Place place) implements Serializable {

    /** A row of one sample of one layer; position 0 where the log does not say. */
    public record Place(long step, long position) implements Serializable {}

    /** @param row the columns of {@link LogColumn}, in that order */
    static LogKey of(PrimitiveRow row, boolean sampleNamed) {
        LayerKey layer = layer(row);
        long step = row.getLong(required(row, LogColumn.STEP));
        if (sampleNamed && row.isNull(LogColumn.SAMPLE.ordinal())) {
            throw new InputException(
                    "%s has NULL in column %s at step %s".formatted(layer, LogColumn.SAMPLE, Long.toString(step)));
        }
        return new LogKey(layer, number(row, LogColumn.SAMPLE), new Place(step, number(row, LogColumn.POSITION)));
    }

    static LayerKey layer(PrimitiveRow row) {
        int run = LogColumn.RUN.ordinal();
        return new LayerKey(row.isNull(run) ? "" : row.getString(run), row.getString(required(row, LogColumn.LAYER)));
    }

    static long number(PrimitiveRow row, LogColumn column) {
        return row.isNull(column.ordinal()) ? 0 : row.getLong(column.ordinal());
    }

    /** The ordinal of a column that no row may have NULL in. */
    static int required(PrimitiveRow row, LogColumn column) {
        if (row.isNull(column.ordinal())) {
            throw new InputException("a row of the log has NULL in column " + column);
        }
        return column.ordinal();
    }
}
