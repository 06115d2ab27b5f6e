package dev.activations.jobs.scan;

import dev.activations.jobs.log.LogRow;
import dev.activations.jobs.model.StepKey;
import dev.activations.jobs.state.StepState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import scala.Tuple2;

/**
 * Adds up the rows of one partition of a log, layer by layer and step by step. Holds a bounded number of units: when there
 * are more, it gives out what it has and starts afresh, and the shuffle adds up the pieces.
 */
public final class LogScan implements Iterator<Tuple2<StepKey, StepState>> {

    /** Units that may be held at once: about 100 bytes each. */
    private static final long UNITS_HELD = 2_000_000;

    private final Iterator<LogRow> rows;
    private final ScanContext context;
    private LogRow next;
    private Iterator<Tuple2<StepKey, StepState>> ready;

    public LogScan(Iterator<LogRow> rows, ScanContext context) {
        this.rows = rows;
        this.context = context;
        advance();
        ready = addUp();
    }

    private void advance() {
        next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
        if (!ready.hasNext() && next != null) {
            ready = addUp();
        }
        return ready.hasNext();
    }

    @Override
    public Tuple2<StepKey, StepState> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.next();
    }

    /** Adds up rows until there are no more, or too many units are held to begin another layer or step. */
    private Iterator<Tuple2<StepKey, StepState>> addUp() {
        Map<StepKey, StepState> held = new HashMap<>();
        long units = 0;
        while (next != null) {
            StepKey key = new StepKey(next.key(), next.step());
            StepState totals = held.get(key);
            if (totals == null) {
                if (units > UNITS_HELD) {
                    break;
                }
                totals = start(key);
                held.put(key, totals);
                units += next.width();
            }
            totals.add(next.sample(), next.layout(), next.pre(), next.post(), next.gradient());
            advance();
        }
        return held.entrySet().stream()
                .map(entry -> new Tuple2<>(entry.getKey(), entry.getValue().close()))
                .iterator();
    }

    private StepState start(StepKey key) {
        return new StepState(
                context.layers().get(key.layer()), context.settings().epsilon(), context.severalRowsPerSample());
    }
}
