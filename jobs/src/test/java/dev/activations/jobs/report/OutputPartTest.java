package dev.activations.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the output folder holds: a default, names that add to it, and names that replace it. */
class OutputPartTest {

    @Test
    void nothingAskedForIsTheDefault() {
        assertThat(OutputPart.of(List.of()))
                .containsExactly(OutputPart.JSON, OutputPart.HTML, OutputPart.MD, OutputPart.TABLES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"only:tables,json", " only: tables , JSON "})
    void onlyReplacesTheDefaultAndTheOrderIsThatOfWriting(String asked) {
        assertThat(OutputPart.of(List.of(asked))).containsExactly(OutputPart.JSON, OutputPart.TABLES);
    }

    @Test
    void severalListsAddUpAndOneOnlyIsEnough() {
        assertThat(OutputPart.of(List.of("md", "only:json"))).containsExactly(OutputPart.JSON, OutputPart.MD);
        assertThat(OutputPart.of(List.of("md", "json"))).isEqualTo(OutputPart.byDefault());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "json,", "only:", "json;md", "only:json,only:md"})
    void nameThatIsNoneIsRefusedWithTheNamesThereAre(String asked) {
        assertThatThrownBy(() -> OutputPart.of(List.of(asked)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("write takes json, html, md, ");
    }

    @Test
    void nearNamesAreOffered() {
        assertThatThrownBy(() -> OutputPart.of(List.of("htm"))).hasMessageContaining("not 'htm', did you mean html");
        assertThatThrownBy(() -> OutputPart.of(List.of("parquet"))).hasMessageNotContaining("mean");
    }
}
