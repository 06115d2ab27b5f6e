package dev.activations.jobs.log.layout;

import dev.activations.jobs.model.InputException;
import java.util.List;
import java.util.stream.Collectors;

/** Every layout that a log can have, in the order in which they are tried. */
final class LogLayouts {

    private static final List<LogLayout> ALL = List.of(
            new TensorsLayout(),
            new SparseLayout(),
            new LongLayout(),
            new MapLayout(),
            new BatchesLayout(),
            new ColumnsLayout(),
            new RowsLayout());

    private LogLayouts() {}

    /** The layout that is asked for, or the first that fits. */
    static LogLayout of(LogSchema schema, LayoutOptions options) {
        if (options.layout().isEmpty()) {
            return ALL.stream()
                    .filter(layout -> layout.fits(schema, options))
                    .findFirst()
                    .orElseThrow(() -> ColumnGuess.refusal(schema));
        }
        LogLayout wanted = ALL.stream()
                .filter(layout -> layout.name().equals(options.layout()))
                .findFirst()
                .orElseThrow(() ->
                        new InputException("there is no layout %s; there are %s".formatted(options.layout(), names())));
        if (!wanted.fits(schema, options)) {
            throw new InputException("layout %s needs %s; the log has %s"
                    .formatted(wanted.name(), wanted.needs(), schema.columnNames()));
        }
        return wanted;
    }

    static String names() {
        return ALL.stream().map(LogLayout::name).collect(Collectors.joining(", "));
    }
}
