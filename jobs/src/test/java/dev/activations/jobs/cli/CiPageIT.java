package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The workflows of docs/ci.md: their shell lines run against the demo, which fails them, and what they upload is there. The
 * actions of the CI systems themselves are not run.
 */
class CiPageIT {

    private static final Path PAGE = Path.of("../docs/ci.md");

    @TempDir
    Path folder;

    /** A workflow: its shell lines in order, and the paths that it uploads. */
    private record Workflow(String name, List<String> lines, List<String> uploads) {}

    @TestFactory
    Stream<DynamicTest> workflowFailsTheSickDemoAndItsUploadsAreThere() throws IOException {
        List<String> yaml = Readme.blocks(PAGE, "yaml");
        List<String> groovy = Readme.blocks(PAGE, "groovy");
        assertThat(yaml).hasSize(2);
        assertThat(groovy).hasSize(1);
        return Stream.of(github(load(yaml.get(0))), gitlab(load(yaml.get(1))), jenkins(groovy.get(0)))
                .map(workflow -> DynamicTest.dynamicTest(workflow.name(), () -> tryOut(workflow)));
    }

    private static Map<String, Object> load(String yaml) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    @SuppressWarnings("unchecked")
    private static <T> T at(Object node, String... names) {
        Object found = node;
        for (String name : names) {
            found = ((Map<String, Object>) found).get(name);
            assertThat(found).as(name).isNotNull();
        }
        return (T) found;
    }

    private static Workflow github(Map<String, Object> workflow) {
        List<String> lines = new ArrayList<>();
        List<String> uploads = new ArrayList<>();
        List<Map<String, Object>> steps = at(workflow, "jobs", "diagnose", "steps");
        for (Map<String, Object> step : steps) {
            assertThat(step.containsKey("uses")).isNotEqualTo(step.containsKey("run"));
            if (step.containsKey("run")) {
                lines.add(at(step, "run"));
            } else if (step.containsKey("if")) {
                Map<String, Object> with = at(step, "with");
                uploads.add((String) with.getOrDefault("sarif_file", with.get("path")));
            }
        }
        return new Workflow("GitHub Actions", lines, uploads);
    }

    private static Workflow gitlab(Map<String, Object> workflow) {
        List<String> lines = new ArrayList<>(CiPageIT.<List<String>>at(workflow, "train", "script"));
        lines.addAll(CiPageIT.<List<String>>at(workflow, "diagnose", "script"));
        List<String> uploads = new ArrayList<>(CiPageIT.<List<String>>at(workflow, "diagnose", "artifacts", "paths"));
        uploads.add(at(workflow, "diagnose", "artifacts", "reports", "junit"));
        uploads.addAll(CiPageIT.<List<String>>at(workflow, "train", "artifacts", "paths"));
        return new Workflow("GitLab", lines, uploads);
    }

    private static Workflow jenkins(String pipeline) {
        return new Workflow(
                "Jenkins", quoted(pipeline, "sh '([^']+)'"), quoted(pipeline, "(?:junit|pattern:) '([^']+)'"));
    }

    private static List<String> quoted(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private void tryOut(Workflow workflow) throws IOException, InterruptedException {
        Path here = Files.createDirectory(folder.resolve(workflow.name()));
        Path repository = Path.of("..").toAbsolutePath().normalize();
        Files.writeString(
                here.resolve("train.py"),
                "import shutil\nshutil.copytree('%s', 'log/run=high-lr-relu')\n"
                        .formatted(repository.resolve("examples/digits-log/run=high-lr-relu")));
        Files.createSymbolicLink(here.resolve("activations"), repository);
        assertThat(workflow.lines()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(workflow.uploads()).hasSizeGreaterThanOrEqualTo(2);
        try {
            for (String line : workflow.lines()) {
                ShellRun run =
                        ShellRun.of(here, "export GITHUB_STEP_SUMMARY=summary.md; git init -q . 2>/dev/null; " + line);
                boolean isGate = line.contains("diagnose");
                assertThat(run.status()).as(line + "\n" + run.errors()).isEqualTo(isGate ? 1 : 0);
                if (line.contains("--annotate github")) {
                    assertThat(run.out())
                            .contains("\n::error file=log,title=Dead units in ", "\n::error file=log,title=check in ");
                }
                if (line.contains("GITHUB_STEP_SUMMARY")) {
                    assertThat(here.resolve("summary.md")).content().contains("Activation diagnosis");
                }
            }
            assertThat(workflow.uploads())
                    .allSatisfy(upload -> assertThat(here.resolve(upload)).exists());
        } finally {
            Files.delete(here.resolve("activations"));
        }
    }
}
