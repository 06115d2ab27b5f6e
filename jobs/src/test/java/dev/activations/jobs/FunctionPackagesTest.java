package dev.activations.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package of the functions, and of what touches Spark's internals, may use which of its neighbours. */
@AnalyzeClasses(
        packages = {"dev.activations.functions", "dev.activations.spark"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class FunctionPackagesTest {

    private static final String FUNCTIONS = "dev.activations.functions";
    private static final String BEHAVIOUR = FUNCTIONS + ".behaviour";
    private static final String KERNEL = FUNCTIONS + ".kernel";
    private static final String DEFINITION = FUNCTIONS + ".definition";
    private static final String SIMD = FUNCTIONS + ".simd";

    private static final String CATALYST = "dev.activations.spark.catalyst";
    private static final String ROWS = CATALYST + ".rows";
    private static final String ARROW = CATALYST + ".arrow";
    private static final String CALL = CATALYST + ".call";
    private static final String AGGREGATE = CATALYST + ".aggregate";

    @ArchTest
    static final ArchRule BEHAVIOUR_KNOWS_NO_FUNCTION = usesOfItsNeighbours(FUNCTIONS, BEHAVIOUR);

    @ArchTest
    static final ArchRule KERNELS_KNOW_NO_DEFINITION = usesOfItsNeighbours(FUNCTIONS, KERNEL, BEHAVIOUR);

    @ArchTest
    static final ArchRule DEFINITIONS_KNOW_NO_VECTORS = usesOfItsNeighbours(FUNCTIONS, DEFINITION, KERNEL, BEHAVIOUR);

    @ArchTest
    static final ArchRule VECTORS_USE_DEFINITIONS = usesOfItsNeighbours(FUNCTIONS, SIMD, DEFINITION, KERNEL);

    @ArchTest
    static final ArchRule ROWS_STAND_ALONE = usesOfItsNeighbours(CATALYST, ROWS);

    @ArchTest
    static final ArchRule ARROW_STANDS_ALONE = usesOfItsNeighbours(CATALYST, ARROW);

    @ArchTest
    static final ArchRule CALLS_KNOW_NO_CATALOG = usesOfItsNeighbours(CATALYST, CALL, ROWS);

    @ArchTest
    static final ArchRule AGGREGATES_KNOW_NO_CATALOG = usesOfItsNeighbours(CATALYST, AGGREGATE, CALL, ROWS);

    private static ArchRule usesOfItsNeighbours(String parent, String user, String... used) {
        return noClasses()
                .that()
                .resideInAPackage(user)
                .should()
                .dependOnClassesThat(resideInAPackage(parent + "..")
                        .and(not(resideInAPackage(user)))
                        .and(not(resideInAnyPackage(used))));
    }
}
