package dev.activations.jobs.simulation;

import dev.activations.jobs.GeneratedPart;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of plants in docs/simulate.md is made from the plants. */
class SimulatePageTest {

    @Test
    void pageListsEveryPlant() throws IOException {
        GeneratedPart.of("../docs/simulate.md", "<!-- made by SimulatePageTest -->\n", "<!-- end -->")
                .assertUpToDate(Stream.of(Plant.values())
                        .map(plant -> "| `%s` | `%s` | %s |%n"
                                .formatted(
                                        plant,
                                        plant.words().substring(plant.words().indexOf('=') + 1),
                                        plant.meaning()))
                        .collect(Collectors.joining("", "| plant | as a layer | what it is |\n|---|---|---|\n", "")));
    }
}
