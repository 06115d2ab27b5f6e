package dev.activations.spark.catalyst.catalog;

import dev.activations.spark.GeneratedFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FunctionsPageTest {

    @Test
    void pageIsMadeFromTheCatalogue() throws IOException {
        GeneratedFile.assertUpToDate("../docs/functions.md", FunctionsPage.text());
    }
}
