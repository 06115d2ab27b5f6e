package dev.activations.spark.catalyst.catalog;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests what the table in docs/functions.md says, cell by cell. */
class FeaturesTest {

    static Stream<Arguments> cells() {
        return Features.ALL.stream().flatMap(feature -> feature.cells().entrySet().stream()
                .filter(cell -> cell.getValue().saysSomething())
                .map(cell -> Arguments.of(
                        feature.title(), cell.getKey().title(), cell.getValue().text(), (Runnable)
                                () -> cell.getValue().test().accept(cell.getKey()))));
    }

    @ParameterizedTest(name = "{0}, {1}: {2}")
    @MethodSource("cells")
    void cellIsTrue(String feature, String way, String text, Runnable test) {
        test.run();
    }
}
