package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.spark.GeneratedFile;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionsPageTest {

    @Test
    void pageIsMadeFromTheCatalogue() throws IOException {
        GeneratedFile.assertUpToDate("../docs/functions.md", FunctionsPage.text());
    }

    @Test
    void everyFunctionOfANumberHasItsCurve() throws IOException {
        List<Entry> functions =
                Catalogue.entries().stream().filter(Entry::isElementwise).toList();
        for (Entry entry : functions) {
            GeneratedFile.assertUpToDate("../docs/curves/" + entry.name() + ".svg", CurveFigure.text(entry));
        }
    }
}
