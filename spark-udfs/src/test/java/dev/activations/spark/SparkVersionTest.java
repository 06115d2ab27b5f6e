package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** That scripts/test-spark-versions tests with the Spark it names, and not with the one of the build. */
@Tag("short")
@EnabledIfSystemProperty(named = "activations.tested.spark", matches = ".+")
class SparkVersionTest {

    @Test
    void sparkIsTheOneThatIsToBeTested() {
        assertThat(Sessions.shared().version()).isEqualTo(System.getProperty("activations.tested.spark"));
    }
}
