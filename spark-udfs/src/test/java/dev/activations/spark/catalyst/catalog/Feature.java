package dev.activations.spark.catalyst.catalog;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A line of the table in docs/functions.md that says what works in which way of calling the functions.
 *
 * @param cells for each way, what the page says and the test that it is so
 */
record Feature(String title, Map<Way, Cell> cells) {

    /**
     * @param text what the page says
     * @param test fails where that is not so; does nothing where the way has no such thing at all
     */
    record Cell(String text, Consumer<Way> test) {

        private static final Cell NOTHING = new Cell("–", way -> {});

        boolean saysSomething() {
            return this != NOTHING;
        }
    }

    /** Works in every way. */
    static Feature of(String title, Consumer<Way> test) {
        Map<Way, Cell> cells = new EnumMap<>(Way.class);
        for (Way way : Way.values()) {
            cells.put(way, new Cell("yes", test));
        }
        return new Feature(title, cells);
    }

    /** Is otherwise in one way. */
    Feature but(Way way, String text, Consumer<Way> test) {
        Map<Way, Cell> others = new EnumMap<>(cells);
        others.put(way, new Cell(text, test));
        return new Feature(title, others);
    }

    /** Means nothing in these ways. */
    Feature notIn(Way... ways) {
        Map<Way, Cell> others = new EnumMap<>(cells);
        for (Way way : ways) {
            others.put(way, Cell.NOTHING);
        }
        return new Feature(title, others);
    }

    String line() {
        return cells.values().stream().map(Cell::text).collect(Collectors.joining(" | ", "| " + title + " | ", " |\n"));
    }

    static String table() {
        String head = Stream.of(Way.values()).map(Way::title).collect(Collectors.joining(" | ", "| | ", " |\n"));
        return """
                ## What works where

                `FeaturesTest` tests each cell, and this table is generated from it; – means not applicable. The last column is
                [sql-functions.sql](sql-functions.sql) in a session without the jar.

                """
                + head
                + "|---" + "|---".repeat(Way.values().length) + "|\n"
                + Features.ALL.stream().map(Feature::line).collect(Collectors.joining("", "", "\n"));
    }
}
