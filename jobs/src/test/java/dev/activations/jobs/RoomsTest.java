package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The packages of {@code jobs} and what each may know: these and what those know, nothing else. */
class RoomsTest {

    private static final String JOBS = "dev.activations.jobs";

    /** The table of docs/architecture.md; the package of the API is called "". */
    private static final Map<String, Set<String>> KNOWS = knows();

    private static Map<String, Set<String>> knows() {
        Map<String, Set<String>> knows = new LinkedHashMap<>();
        knows.put("model", Set.of());
        knows.put("log.source", Set.of("model"));
        knows.put("log.layout", Set.of("model"));
        knows.put("log", Set.of("log.source", "log.layout"));
        knows.put("state", Set.of("model"));
        knows.put("scan", Set.of("log", "state"));
        knows.put("diagnosis", Set.of("state"));
        knows.put("rules", Set.of("diagnosis"));
        knows.put("gates.baseline", Set.of("rules"));
        knows.put("gates", Set.of("gates.baseline"));
        knows.put("gates.preset", Set.of("gates"));
        knows.put("earlier", Set.of("log.source", "gates.baseline"));
        knows.put("tables", Set.of("scan", "rules"));
        knows.put("", Set.of("log", "tables", "gates.preset", "earlier"));
        knows.put("report", Set.of("gates", ""));
        knows.put("sql", Set.of("report"));
        knows.put("plot", Set.of("report")); // the head of the pages of both
        knows.put("output", Set.of("report"));
        knows.put("cli.settings", Set.of("rules"));
        knows.put("simulation", Set.of("model"));
        knows.put("cli", Set.of("cli.settings", "output", "plot", "simulation"));
        return knows;
    }

    private static final Map<String, Set<String>> ARROWS = arrows();

    private static Map<String, Set<String>> arrows() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(JOBS);
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        KNOWS.keySet().forEach(room -> arrows.put(room, new TreeSet<>()));
        for (JavaClass from : classes) {
            if (from.isEquivalentTo(Diagnose.class)) {
                continue; // the door to the command line that spark-submit names
            }
            for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
                JavaClass to = dependency.getTargetClass();
                if (to.getPackageName().startsWith(JOBS) && !room(from).equals(room(to))) {
                    arrows.computeIfAbsent(room(from), r -> new TreeSet<>()).add(room(to));
                }
            }
        }
        return arrows;
    }

    private static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(JOBS) ? "" : name.substring(JOBS.length() + 1);
    }

    @Test
    void everyPackageIsInTheTable() {
        assertThat(ARROWS.keySet()).isEqualTo(KNOWS.keySet());
    }

    @Test
    void noPackageKnowsMoreThanTheTableSays() {
        ARROWS.forEach((room, known) -> {
            System.out.printf("%-11s knows %s%n", room.isEmpty() ? "(API)" : room, known);
            Set<String> allowed = new TreeSet<>();
            addKnown(room, allowed);
            assertThat(allowed).as("what %s may know", room).containsAll(known);
        });
    }

    @Test
    void noPackageKnowsItself() {
        KNOWS.keySet().forEach(room -> {
            Set<String> reached = new TreeSet<>();
            addKnown(room, reached);
            assertThat(reached).as("what %s knows", room).doesNotContain(room);
        });
    }

    private static void addKnown(String room, Set<String> known) {
        for (String next : KNOWS.get(room)) {
            if (known.add(next)) {
                addKnown(next, known);
            }
        }
    }
}
