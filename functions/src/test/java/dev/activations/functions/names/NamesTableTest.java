package dev.activations.functions.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/log-format.md lists the names that the code knows. */
class NamesTableTest {

    private static final Path PAGE = Path.of("../docs/log-format.md");
    private static final String BEGIN = "<!-- names: made by NamesTableTest -->\n";
    private static final String END = "<!-- end of names -->\n";

    @Test
    void pageHasTheTableOfTheCode() throws IOException {
        String page = Files.readString(PAGE);
        List<String> around = List.of(page.substring(0, page.indexOf(BEGIN)), page.substring(page.indexOf(END)));
        String expected = around.get(0) + BEGIN + NamesTable.text() + around.get(1);
        if (Boolean.getBoolean("activations.generate")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE)
                .as("run the test with -Dactivations.generate=true to write it anew")
                .content()
                .isEqualTo(expected);
    }
}
