package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class SparkModuleOptionsTest {

    @Test
    void testsRunWithTheModuleOptionsThatSparkStartsItsOwnProcessesWith() {
        String ours = System.getProperty("spark.module.options");
        assertThat(ours)
                .as(
                        "system property spark.module.options, set by the pom, or by scripts/test-spark-versions for another Spark")
                .isNotNull();
        assertThat(ours.trim().split("\\s+"))
                .containsExactlyInAnyOrder(
                        JavaModuleOptions.defaultModuleOptions().trim().split("\\s+"));
    }
}
