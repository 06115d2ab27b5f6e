package dev.activations.spark.catalyst.catalog;

import dev.activations.spark.GeneratedFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PythonFunctionsTest {

    @Test
    void moduleIsMadeFromTheCatalogue() throws IOException {
        GeneratedFile.assertUpToDate("../python/activations/spark/functions.py", PythonFunctionsSource.text());
    }
}
