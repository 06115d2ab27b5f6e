package dev.activations.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class SparkModuleOptionsTest {

    @Test
    void testsRunWithTheModuleOptionsThatSparkStartsItsOwnProcessesWith() {
        assumeThat(Sessions.shared().version())
                .as("the pom has the list of this line of Spark; others differ in a few options")
                .startsWith("4.1.");
        String ours = System.getProperty("spark.module.options");
        assertThat(ours)
                .as("system property spark.module.options, set by the pom")
                .isNotNull();
        assertThat(ours.trim().split("\\s+"))
                .containsExactlyInAnyOrder(
                        JavaModuleOptions.defaultModuleOptions().trim().split("\\s+"));
    }
}
