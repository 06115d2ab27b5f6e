package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.gates.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/checks.md: its commands print what stands below them, and its examples of the grammar are checks. */
class ChecksPageTest {

    private static final Path PAGE = Path.of("../docs/checks.md");

    private static final Pattern COMMAND =
            Pattern.compile("```bash\\nbin/activations (diagnose .*?)\\n```\\n(.*?)```text\\n(.*?)```", Pattern.DOTALL);

    /** {@code -Dactivations.generate=true} writes it. */
    @Test
    void everyCommandPrintsWhatStandsBelowIt() throws IOException {
        String page = Files.readString(PAGE);
        List<MatchResult> commands = COMMAND.matcher(page).results().toList();
        assertThat(commands).isNotEmpty();
        String made = page;
        for (MatchResult command : commands) {
            CommandRun run = CommandRun.of(words(command.group(1)));
            assertThat(run.errors()).isEmpty();
            String block = run.out().replaceAll("(?s).*\n(Checks: .*?\n)\n.*", "$1");
            made = made.replace("```text\n" + command.group(3), "```text\n" + block);
        }
        if (Boolean.getBoolean("activations.generate")) {
            Files.writeString(PAGE, made);
        } else {
            assertThat(page).isEqualTo(made);
        }
    }

    /** The words of a command as a shell passes them on. */
    private static String[] words(String command) {
        return Pattern.compile("'([^']*)'|(\\S+)")
                .matcher(command.replace("\\\n", " "))
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .map(word -> word.replaceFirst("^examples/", "../examples/"))
                .toArray(String[]::new);
    }

    @Test
    void everyExampleOfTheGrammarIsACheck() throws IOException {
        List<String> examples = Pattern.compile("(?m)^\\| `([^`]+)` \\| ")
                .matcher(
                        Files.readString(PAGE).replaceAll("(?s).*\\| check \\| what it demands \\|(.*?)\\n\\n.*", "$1"))
                .results()
                .map(row -> row.group(1))
                .toList();

        assertThat(examples).hasSizeGreaterThan(6).allSatisfy(example -> Check.parse(example));
    }
}
