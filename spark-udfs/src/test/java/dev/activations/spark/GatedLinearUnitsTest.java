package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.spark.ml.ActivationTransformer;
import org.junit.jupiter.api.Test;

/** glu and its kin give half as many values as they take. */
class GatedLinearUnitsTest {

    @Test
    void rowIsHalved() {
        assertThat(Sessions.row("SELECT reglu(array(2F, 3F, -1F, 4F))").getList(0))
                .containsExactly(0f, 12f);
        assertThat(Sessions.row("SELECT glu(array(id, 0)) FROM range(2, 3)").getList(0))
                .containsExactly(1.0);
        assertThat(Sessions.row("SELECT glu(array(array(4D, 0D), NULL))").getList(0))
                .hasSize(2);
        assertThat(Sessions.row("SELECT swiglu(array())").getList(0)).isEmpty();
        assertThat(Sessions.value("SELECT glu(array(1F, NULL))")).isNull();
    }

    @Test
    void gateMayBeChosen() {
        assertThat(Sessions.value("SELECT geglu(array(1D, 1D), approximate => 'none') = geglu(array(1D, 1D))"))
                .isEqualTo(false);
        assertThat(Sessions.row("SELECT geglu(array(1D, 1D), 'none')[0], gelu(1D, 'none')")
                        .toString())
                .matches("\\[(.*),\\1\\]");
    }

    @Test
    void oddRowStopsTheQuery() {
        assertThatThrownBy(() -> Sessions.value("SELECT glu(array(id, 1, 2)) FROM range(1)"))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3");
    }

    @Test
    void pipelineMayHoldOne() {
        var row = new ActivationTransformer()
                .setInputCol("x")
                .setOutputCol("y")
                .setActivation("reglu")
                .transform(Sessions.shared().sql("SELECT array(2F, 3F) AS x"))
                .first();
        assertThat(row.getList(1)).containsExactly(6f);
    }
}
