package dev.activations.jobs;

import dev.activations.jobs.log.LogRow;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * Adds up the rows of one partition of a log, layer by layer and step by step. Holds a bounded number of units: when there
 * are more, it gives out what it has and starts afresh, and the shuffle adds up the pieces.
 */
final class LogScan {

    /** Units that may be held at once: about 100 bytes each. */
    private static final long UNITS_HELD = 2_000_000;

    private final Context context;

    LogScan(Context context) {
        this.context = context;
    }

    Iterator<Tuple2<StepKey, StepTotals>> scan(Iterator<LogRow> rows) {
        return new Iterator<>() {
            private Iterator<Tuple2<StepKey, StepTotals>> ready = addUp(rows);

            @Override
            public boolean hasNext() {
                if (!ready.hasNext() && rows.hasNext()) {
                    ready = addUp(rows);
                }
                return ready.hasNext();
            }

            @Override
            public Tuple2<StepKey, StepTotals> next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.next();
            }
        };
    }

    private Iterator<Tuple2<StepKey, StepTotals>> addUp(Iterator<LogRow> rows) {
        Map<StepKey, StepTotals> held = new HashMap<>();
        long units = 0;
        while (units < UNITS_HELD && rows.hasNext()) {
            LogRow row = rows.next();
            StepKey key = new StepKey(row.key(), row.step());
            StepTotals totals = held.get(key);
            if (totals == null) {
                totals = new StepTotals(
                        context.layers().get(key.layer()), context.settings().epsilon());
                held.put(key, totals);
                units += row.width();
            }
            totals.add(row);
        }
        return held.entrySet().stream()
                .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue()))
                .iterator();
    }
}
