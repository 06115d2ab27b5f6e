package dev.activations.jobs.scan;

import dev.activations.jobs.log.LogKey;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/** The rows that a log has of one sample of one layer: how many at each step and position. */
final class RowsOfSample implements Serializable {

    private static final long serialVersionUID = 1;

    private final HashMap<LogKey.Place, Long> rows = new HashMap<>();

    RowsOfSample add(LogKey.Place place) {
        rows.merge(place, 1L, Long::sum);
        return this;
    }

    RowsOfSample merge(RowsOfSample other) {
        other.rows.forEach((place, count) -> rows.merge(place, count, Long::sum));
        return this;
    }

    /** For each step that has the sample, how many rows repeat another's position. */
    Map<Long, Long> duplicatesByStep() {
        Map<Long, Long> duplicates = new HashMap<>();
        rows.forEach((place, count) -> duplicates.merge(place.step(), count - 1, Long::sum));
        return duplicates;
    }
}
