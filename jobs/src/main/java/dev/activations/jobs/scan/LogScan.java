package dev.activations.jobs.scan;

import dev.activations.jobs.log.Declarations;
import dev.activations.jobs.log.Declared;
import dev.activations.jobs.log.LogRow;
import dev.activations.jobs.model.StepKey;
import dev.activations.jobs.state.StepState;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;

/**
 * Adds up the rows of one partition of a log, layer by layer and step by step, into rows of a table of statistics. Holds a
 * bounded number of bytes: when there are more, it gives out what it has and starts afresh, and the shuffle adds up the
 * pieces.
 */
final class LogScan implements Iterator<Object[]> {

    /** The share of the heap that the sums of all tasks of an executor may take before they are given out. */
    private static final int SHARE_OF_HEAP = 8;

    /** A layer or step more is always begun, however little memory there is. */
    private static final long LEAST_BYTES = 8 << 20;

    private final Iterator<LogRow> rows;
    private final ScanContext context;
    private final long mostBytes;
    private LogRow next;
    private Iterator<Map.Entry<StepKey, Held>> ready =
            Map.<StepKey, Held>of().entrySet().iterator();
    private Iterator<Object[]> pages = Map.<String, Object[]>of().values().iterator();

    /** A state, and what the row that began it declares. */
    private record Held(StepState state, Declared declared) {}

    /** @param mostBytes how much the sums may take, about */
    LogScan(Iterator<LogRow> rows, ScanContext context, long mostBytes) {
        this.rows = rows;
        this.context = context;
        this.mostBytes = Math.max(LEAST_BYTES, mostBytes);
        advance();
    }

    /** How much each of so many tasks at once may hold. */
    static long share(int tasks) {
        return Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Math.max(1, tasks);
    }

    private void advance() {
        next = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
        while (!pages.hasNext()) {
            if (ready.hasNext()) {
                Map.Entry<StepKey, Held> entry = ready.next();
                ready.remove();
                pages = PageWriter.rows(
                        entry.getKey().step(), entry.getValue().state().close(), context);
            } else if (next != null) {
                ready = addUp().entrySet().iterator();
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public Object[] next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return pages.next();
    }

    /** Adds up rows until there are no more, or too much memory is held to begin another layer or step. */
    private Map<StepKey, Held> addUp() {
        Map<StepKey, Held> held = new HashMap<>();
        long bytes = 0;
        long rowsSinceMeasured = 0;
        while (next != null) {
            StepKey key = new StepKey(next.key(), next.step());
            Held layer = held.get(key);
            if (layer == null) {
                if (rowsSinceMeasured > 4L * held.size()) {
                    bytes = held.values().stream()
                            .mapToLong(h -> h.state().bytes())
                            .sum();
                    rowsSinceMeasured = 0;
                }
                if (bytes > mostBytes) {
                    break;
                }
                layer = start(next.declared());
                held.put(key, layer);
                add(layer);
                bytes += layer.state().bytes();
            } else {
                if (!layer.declared().equals(next.declared())) {
                    Declarations.requireSame(
                            layer.state().layer(), context.declarations().of(next.declared()));
                }
                add(layer);
            }
            rowsSinceMeasured++;
            advance();
        }
        return held;
    }

    private void add(Held layer) {
        layer.state().add(next.sample(), next.layout(), next.pre(), next.post(), next.gradient());
    }

    private Held start(Declared declared) {
        StepState state = new StepState(
                context.declarations().of(declared), context.settings().epsilon(), context.naming());
        return new Held(state, declared);
    }
}
