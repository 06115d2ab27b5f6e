package dev.activations.jobs;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** Which module and package may use which: arrows point one way, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "dev.activations", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String OURS = "dev.activations..";
    private static final String FUNCTIONS = "dev.activations.functions..";
    private static final String ARROW = "dev.activations.arrow..";
    private static final String SPARK = "dev.activations.spark..";
    private static final String API = "dev.activations.jobs";
    private static final String COMMAND_LINE = "dev.activations.jobs.cli..";

    private static final String[] SPARK_ITSELF = {"org.apache.spark..", "scala.."};

    /** The one class of the API's package that is a door to the command line, for its name's sake. */
    private static final DescribedPredicate<JavaClass> ENTRY_FOR_SPARK_SUBMIT = equivalentTo(Diagnose.class);

    @ArchTest
    static final ArchRule FUNCTIONS_USE_NOTHING_BUT_JAVA = classes()
            .that()
            .resideInAPackage(FUNCTIONS)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "jdk.incubator.vector..", FUNCTIONS));

    @ArchTest
    static final ArchRule ARROW_USES_FUNCTIONS = mayUseOfOurs(ARROW, FUNCTIONS);

    @ArchTest
    static final ArchRule ARROW_KNOWS_NO_SPARK = noClasses()
            .that()
            .resideInAPackage(ARROW)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPARK_ITSELF);

    @ArchTest
    static final ArchRule SPARK_USES_FUNCTIONS_AND_ARROW = mayUseOfOurs(SPARK, FUNCTIONS, ARROW);

    @ArchTest
    static final ArchRule CATALYST_INTERNALS_STAY_IN_ONE_PACKAGE = noClasses()
            .that()
            .resideInAPackage(OURS)
            .and()
            .resideOutsideOfPackages("dev.activations.spark.catalyst..", "dev.activations.tensors.spark..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.apache.spark.sql.catalyst..").and(not(simpleNameStartingWith("NoSuch"))))
            .because("they move from release to release; NoSuchFunctionException and its like are in the signatures of"
                    + " Spark's public catalog API");

    @ArchTest
    static final ArchRule STATE_DIAGNOSIS_RULES_GATES_AND_REPORT_KNOW_NO_SPARK = noClasses()
            .that()
            .resideInAnyPackage(rooms("state", "diagnosis", "rules", "gates", "report"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPARK_ITSELF)
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage(SPARK);

    @ArchTest
    static final ArchRule THE_API_HOLDS_WHAT_ITS_USERS_WRITE = classes()
            .that()
            .resideInAPackage(API)
            .and()
            .areTopLevelClasses()
            .should()
            .haveSimpleName("ActivationDiagnostics")
            .orShould()
            .haveSimpleName("DiagnosedLog")
            .orShould()
            .haveSimpleName("Report")
            .orShould()
            .haveSimpleName("Input")
            .orShould()
            .haveSimpleName("Diagnose")
            .orShould()
            .haveSimpleName("package-info");

    @ArchTest
    static final ArchRule NOTHING_USES_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage(COMMAND_LINE)
            .and(not(ENTRY_FOR_SPARK_SUBMIT))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(COMMAND_LINE);

    @ArchTest
    static final ArchRule NOTHING_BUT_THE_COMMAND_LINE_KNOWS_PICOCLI = noClasses()
            .that()
            .resideOutsideOfPackage(COMMAND_LINE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule NO_CYCLES_BETWEEN_PACKAGES = slices().matching("dev.activations.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(ENTRY_FOR_SPARK_SUBMIT, resideInAPackage(COMMAND_LINE));

    private static String[] rooms(String... names) {
        return Arrays.stream(names).map(name -> API + "." + name + "..").toArray(String[]::new);
    }

    private static ArchRule mayUseOfOurs(String user, String... used) {
        return noClasses()
                .that()
                .resideInAPackage(user)
                .should()
                .dependOnClassesThat(
                        resideInAPackage(OURS).and(not(resideInAPackage(user))).and(not(resideInAnyPackage(used))));
    }
}
