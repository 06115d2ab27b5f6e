package dev.activations.tensors;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package of this module may use which, and what of the rest of the project: the reader of Arrow IPC alone. */
@AnalyzeClasses(packages = "dev.activations.tensors", importOptions = ImportOption.DoNotIncludeTests.class)
class TensorArchitectureTest {

    private static final String FILE = "dev.activations.tensors.file..";
    private static final String ARROW = "dev.activations.tensors.arrow..";
    private static final String SPARK = "dev.activations.tensors.spark..";

    @ArchTest
    static final ArchRule OF_THE_PROJECT_ONLY_THE_READER_OF_ARROW_IPC_IS_USED = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.activations..")
                    .and(not(resideInAnyPackage("dev.activations.tensors..", "dev.activations.arrow.ipc"))));

    @ArchTest
    static final ArchRule FILES_KNOW_NO_SPARK_AND_NO_ARROW = noClasses()
            .that()
            .resideInAPackage(FILE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.spark..", "org.apache.hadoop..", "org.apache.arrow..", "scala..", ARROW, SPARK);

    @ArchTest
    static final ArchRule ARROWS_COLUMNS_KNOW_NO_SOURCE = noClasses()
            .that()
            .resideInAPackage(ARROW)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPARK, "org.apache.spark.sql.catalyst..", "org.apache.spark.sql.execution..");
}
