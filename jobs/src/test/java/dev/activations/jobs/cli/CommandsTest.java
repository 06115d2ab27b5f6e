package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line says of commands and options that are mistyped, and the commands that are about itself. */
class CommandsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    diagnos                          | no command diagnos; diagnose?

                    xyz                              | no command xyz; there are diagnose, simulate, functions, plot, sql, arrow, version, completion, help
                    diagnose --fail-on error         | --fail-on must be fail, warn, new or never, got 'error'
                    diagnose --unit pixel            | --unit must be channel or element, got 'pixel'
                    diagnose --output o --write htm  | --write takes json, html, md, sarif, junit, tables, tensorboard, mlflow, openlineage, with commas between, and only: before them to write nothing else; not 'htm', did you mean html?
                    diagnose --annotate gitlab       | --annotate must be github, got 'gitlab'
                    diagnose --write only:json       | --write says what the folder of --output holds; add --output DIR, a new folder to write to
                    sql --format xml SELECT          | --format must be table, csv or json, got 'xml'
                    diagnose --check nan<few         | --check 'nan<few': expected a number, got 'few' at character 5
                    diagnose --preset sagemker       | --preset: there is no preset 'sagemker'; did you mean sagemaker?
                    diagnose --preset redo:tao=1     | --preset: preset redo has no parameter 'tao'; did you mean tau?
                    diagnose --window last:0         | --window must be latest, all or last:N with N of at least 1, got 'last:0'
                    sql SELECT_geluu(1D)             | there is no function geluu; did you mean gelu
                    """)
    void mistakeIsAnsweredWithWhatIsRight(String line, String sentence) {
        String[] words = line.split(" ");
        words[words.length - 1] = words[words.length - 1].replace('_', ' ');
        CommandRun run = CommandRun.of(words);

        assertThat(run.status()).isEqualTo(ExitStatus.INPUT_ERROR);
        assertThat(run.sentence()).startsWith("activations: " + sentence);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void versionIsACommandToo() {
        assertThat(CommandRun.of("version").out())
                .isEqualTo(CommandRun.of("--version").out())
                .startsWith("activations ");
    }

    @Test
    void completionPrintsTheScript() {
        CommandRun run = CommandRun.of("completion");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .startsWith("#!/usr/bin/env bash")
                .contains(
                        "_complete_activations",
                        "--fail-on",
                        "(\"json\" \"html\" \"md\" \"sarif\" \"junit\" \"tables\"");
    }

    @Test
    void helpOfDiagnoseShowsWhatMostPeopleNeedAndHelpAllEveryOption() {
        String help = CommandRun.of("diagnose", "--help").out();
        String all = CommandRun.of("diagnose", "--help-all").out();

        assertThat(options(help))
                .hasSize(19)
                .contains("--settings", "--output", "--activation", "--role", "--fail-on", "--help-all");
        assertThat(options(all))
                .hasSizeGreaterThan(30)
                .containsAll(options(help))
                .contains("--on-cut-file", "--alpha");
        assertThat(help).contains("report.html", "source <(bin/activations completion)");
    }

    private static List<String> options(String help) {
        return Pattern.compile("(?m)^ +(?:-\\w, )?(--[\\w-]+)")
                .matcher(help)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void helpSaysWhatEachCommandDoesInWholeSentences() {
        String commands = CommandRun.of("--help").out().replaceAll("\\s+", " ");

        assertThat(commands)
                .contains(
                        "which layers are saturated and where the gradient is lost.",
                        "batch by batch, in the format that was read.",
                        "source <(bin/activations completion)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "diagnose", "simulate", "sql", "arrow"})
    void helpNamesEveryExitStatus(String command) {
        CommandRun run = command.isEmpty() ? CommandRun.of("--help") : CommandRun.of(command, "--help");

        assertThat(run.out()).contains("Exit status: 0 ", "2 usage or input error", "4 internal error", "130", "143");
    }
}
