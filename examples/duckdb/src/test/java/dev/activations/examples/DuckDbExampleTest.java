package dev.activations.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The example runs, and gives what the same sum in plain Python gives. */
class DuckDbExampleTest {

    @Test
    void meanOfGeluPerLayer() throws Exception {
        assertThat(DuckDbExample.meanOfGeluPerLayer().lines())
                .containsExactly("layer 0: 500000 values, mean 1.263939", "layer 1: 500000 values, mean 1.391913");
    }
}
