package dev.activations.jobs.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Names are in the order in which a person would put them. */
class NaturalOrderTest {

    @Test
    void numbersWithinNamesAreComparedBySize() {
        assertSorted("h1", "h2", "h10", "h100");
        assertSorted("block2.fc1", "block2.fc10", "block10.fc2");
        assertSorted("1", "9", "10", "a");
    }

    @Test
    void nameComesBeforeItsContinuation() {
        assertSorted("fc", "fc1", "fc1.relu", "fc2");
    }

    @Test
    void numbersOfAnySizeAreCompared() {
        assertSorted("h99999999999999999999", "h100000000000000000000");
    }

    @Test
    void equalNumbersWrittenOtherwiseAreStillDifferentNames() {
        assertSorted("h002", "h02", "h2", "h3");
    }

    @Test
    void digitsOfOtherScriptsAreText() {
        assertSorted("h1", "٣a", "٣b");
    }

    private static void assertSorted(String... names) {
        List<String> inOrder = List.of(names);
        for (int seed = 0; seed < 20; seed++) {
            List<String> shuffled = new ArrayList<>(inOrder);
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(NaturalOrder.INSTANCE);
            assertThat(shuffled).isEqualTo(inOrder);
        }
    }
}
