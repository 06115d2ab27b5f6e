package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.activations.jobs.report.GithubAnnotations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The lines that GitHub Actions takes for annotations, read back as its runner reads them. */
class GithubAnnotationsTest {

    private static final List<String> LEVELS = List.of("error", "warning", "notice");

    private static final Pattern LINE = Pattern.compile("::(?<command>\\w+) (?<properties>[^:\\n]*)::(?<message>.*)");

    /** An annotation as the runner has it after undoing what github.com/actions/toolkit does to its parts. */
    private record Annotation(String command, Map<String, String> properties, String message) {

        static Annotation of(String line) {
            Matcher matcher = LINE.matcher(line);
            assertThat(matcher.matches()).as(line).isTrue();
            Map<String, String> properties = Arrays.stream(
                            matcher.group("properties").split(","))
                    .map(property -> property.split("=", 2))
                    .collect(Collectors.toMap(
                            parts -> parts[0],
                            parts -> data(parts[1].replace("%3A", ":").replace("%2C", ","))));
            return new Annotation(matcher.group("command"), properties, data(matcher.group("message")));
        }

        private static String data(String escaped) {
            return escaped.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
        }
    }

    private static List<Annotation> annotations(Report report) {
        return GithubAnnotations.of(report)
                .lines()
                .filter(line -> line.startsWith("::"))
                .map(Annotation::of)
                .toList();
    }

    /** The line begins as the one that @actions/core 3.0.1 prints for this file and this title. */
    @Test
    void lineIsWhatTheToolkitOfGithubPrints() {
        Report dead = CiReports.with(
                TestLog.log()
                        .run("lr=0.1")
                        .layer("a,b:c", 0, "relu")
                        .posts(300, 0f, 0f, 0f, 0f)
                        .diagnosed(),
                List.of("logs, 100%"));
        JsonNode finding = DigitsLog.json(dead).at("/findings/0");
        String message = finding.get("evidence").asText() + ". Try: "
                + finding.at("/suggestions/0/text").asText();

        assertThat(message).startsWith("4 of 4 units never fired").contains("95 % sure");
        assertThat(GithubAnnotations.of(dead).lines())
                .contains("::error file=logs%2C 100%25,title=Dead units in lr=0.1/a%2Cb%3Ac::"
                        + message.replace("%", "%25"));
    }

    @Test
    void namesFromALogComeBackAsTheyAreShownAndEndNoLine() {
        List<Annotation> read = annotations(CiReports.hostile());

        assertThat(read).isNotEmpty().allSatisfy(annotation -> {
            assertThat(annotation.properties().get("title"))
                    .contains("a<b>&\"']]>\\u001b[31m\\u000a::error::x,%0A [y](http://z) {0} ");
            assertThat(annotation.command()).isIn(LEVELS);
        });
        assertThat(GithubAnnotations.of(CiReports.hostile()).lines()).allMatch(line -> line.startsWith("::"));
    }

    @Test
    void demoShowsTheGravestTenOfEachLevelAndSaysWhatIsLeftOut() {
        Report demo = CiReports.demo("examples/digits-log");
        Map<String, Long> findings = StreamSupport.stream(
                        DigitsLog.json(demo).get("findings").spliterator(), false)
                .collect(
                        Collectors.groupingBy(finding -> finding.get("severity").asText(), Collectors.counting()));
        List<Annotation> read = annotations(demo);

        // One check failed, and one is undecided.
        assertThat(shown(read, "error")).isEqualTo(Math.min(10, findings.get("fail") + 1));
        assertThat(shown(read, "warning")).isEqualTo(Math.min(10, findings.get("warn") + 1));
        assertThat(shown(read, "notice")).isEqualTo(Math.min(10, findings.get("info")));
        assertThat(read.get(0).message()).isEqualTo("dead_fraction < 0.2 failed: it is 0.734375");
        assertThat(read.get(0).properties())
                .containsEntry("title", "check in high-lr-relu/hidden1")
                .containsEntry("file", "examples/digits-log");
        JsonNode first = DigitsLog.json(demo).at("/findings/0");
        assertThat(read.get(1).message())
                .startsWith(first.get("evidence").asText() + ". Try: "
                        + first.at("/suggestions/0/text").asText());
        assertThat(read).extracting(Annotation::command).isSortedAccordingTo(Comparator.comparing(LEVELS::indexOf));
        long left = findings.values().stream().mapToLong(Long::longValue).sum() + 2 - read.size();
        assertThat(left).isPositive();
        String last = GithubAnnotations.of(demo).lines().reduce((a, b) -> b).orElseThrow();
        assertThat(Pattern.compile("(\\d+) (error|warning|notice)s")
                        .matcher(last)
                        .results()
                        .mapToLong(match -> Long.parseLong(match.group(1)))
                        .sum())
                .as(last)
                .isEqualTo(left);
    }

    private static long shown(List<Annotation> read, String command) {
        return read.stream()
                .filter(annotation -> annotation.command().equals(command))
                .count();
    }

    /** As the runner reads them: spaces before a command do not matter, and a token switches commands on again. */
    @Test
    void namesInWhatIsPrintedElseAreNoCommands() {
        String console = "  ::error::fc1  relu  fail\n  ::stop-commands::x\n";
        List<String> commands = new ArrayList<>();
        String until = "";
        for (String line : (GithubAnnotations.withoutCommands(console) + "::error title=t::real\n").split("\n")) {
            String command = line.strip();
            if (!until.isEmpty()) {
                until = command.equals("::" + until + "::") ? "" : until;
            } else if (command.startsWith("::stop-commands::")) {
                until = command.substring("::stop-commands::".length());
            } else if (command.startsWith("::")) {
                commands.add(command);
            }
        }

        assertThat(commands).containsExactly("::error title=t::real");
    }

    @Test
    void nothingFoundIsNothingPrinted() {
        assertThat(GithubAnnotations.of(
                        TestLog.log().posts(150, 1f, 0f).posts(150, 0f, 1f).diagnosed()))
                .isEmpty();
    }
}
